namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Σ a·b in every lane: Total + Σ_j Cj·2^(29j)/R, with columns that are carried and reduced now and then. Begins as zero.</summary>
internal struct ProductSum<TVector>
    where TVector : unmanaged
{
    /// <summary>Products between carries.</summary>
    public const int Period = 7;

    /// <summary>Carries between reductions, 1,022 products.</summary>
    public const int CarriesPerReduction = 146;

    public TVector C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, C14, C15, C16;

    public LaneElements<TVector> Total;

    /// <summary>Products since the last carry, and carries since the last reduction.</summary>
    public int Pending, Carries;
}
