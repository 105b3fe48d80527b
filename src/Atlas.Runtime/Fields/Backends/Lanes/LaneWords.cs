namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>The four 64-bit words of an integer a lane.</summary>
internal struct LaneWords<TVector>
    where TVector : unmanaged
{
    public TVector W0, W1, W2, W3;
}
