namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>
/// Σ k·a in every lane, for 32-bit signed integers and field elements: nine multiplications and additions a product. Limbs are signed and carried
/// only when the magnitudes seen since the last time could fill 63 bits. Capacity: 2^30 products. Begins as zero.
/// </summary>
internal struct IntegerSum<TVector>
    where TVector : unmanaged
{
    /// <summary>Products between looks at the magnitudes.</summary>
    public const int Period = 4;

    /// <summary>A limb is below 2^29, and Period magnitudes more are at most 2^33: 2^29·(2^32 + 2^33) + 2^29 is below 2^63.</summary>
    public const ulong MagnitudeLimit = 1UL << 32;

    /// <summary>The sum, limbs signed; L8 is below 2^29 as well after a carry.</summary>
    public LaneElements<TVector> Limbs;

    /// <summary>What was carried out of L8, of weight 2^261.</summary>
    public TVector Overflow;

    /// <summary>Of the integers since the last carry.</summary>
    public TVector Magnitudes;
}
