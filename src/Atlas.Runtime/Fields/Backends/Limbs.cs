namespace Atlas.Runtime.Fields.Backends;

/// <summary>The radix of lanes: 2^29, nine limbs, R = 2^261.</summary>
internal static class Limbs
{
    public const int Bits = 29;

    public const int Count = 9;

    public const ulong Mask = (1UL << Bits) - 1;

    /// <summary>Of memory that holds vectors: one that crosses a cache line costs twice, and thrice where it was just written.</summary>
    public const int Alignment = 64;
}
