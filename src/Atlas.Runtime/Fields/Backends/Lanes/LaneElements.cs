namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>
/// Field elements, one a lane, as nine limbs of 29 bits. Normalised: limbs 0 to 7 are below 2^29, and the value, a Montgomery form, is below a
/// small multiple of p that every routine states. Only storing makes it canonical. They live in memory that is
/// <see cref="Limbs.Alignment"/>-aligned, see <see cref="AlignedStack"/>.
/// </summary>
internal struct LaneElements<TVector>
    where TVector : unmanaged
{
    public TVector L0, L1, L2, L3, L4, L5, L6, L7, L8;
}
