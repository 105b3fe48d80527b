using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>
/// Eight field elements, one a lane, as nine limbs of 29 bits. Normalised: limbs 0 to 7 are below 2^29, and the value, a Montgomery form, is
/// below a small multiple of p that every routine states. Only storing makes it canonical. Lanes belong into memory that is
/// <see cref="Alignment"/>-aligned: a vector that crosses a cache line costs twice, and thrice where it was just written.
/// </summary>
internal struct Lanes
{
    public const int Count = 8;

    public const int LimbBits = 29;

    public const int Alignment = 64;

    public const ulong LimbMask = (1UL << LimbBits) - 1;

    public Vector512<ulong> L0, L1, L2, L3, L4, L5, L6, L7, L8;

    /// <summary>Carries signed limbs upwards, until limbs 0 to 7 are in [0, 2^29). The value must not be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Normalize()
    {
        var mask = Vector512.Create(LimbMask);
        var t1 = L1 + Carry(L0);
        var t2 = L2 + Carry(t1);
        var t3 = L3 + Carry(t2);
        var t4 = L4 + Carry(t3);
        var t5 = L5 + Carry(t4);
        var t6 = L6 + Carry(t5);
        var t7 = L7 + Carry(t6);
        L8 += Carry(t7);
        L0 &= mask;
        L1 = t1 & mask;
        L2 = t2 & mask;
        L3 = t3 & mask;
        L4 = t4 & mask;
        L5 = t5 & mask;
        L6 = t6 & mask;
        L7 = t7 & mask;
    }

    /// <summary>The negative where a lane of the mask is all ones; limbs become signed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NegateWhere(Vector512<ulong> mask)
    {
        L0 = (L0 ^ mask) - mask;
        L1 = (L1 ^ mask) - mask;
        L2 = (L2 ^ mask) - mask;
        L3 = (L3 ^ mask) - mask;
        L4 = (L4 ^ mask) - mask;
        L5 = (L5 ^ mask) - mask;
        L6 = (L6 ^ mask) - mask;
        L7 = (L7 ^ mask) - mask;
        L8 = (L8 ^ mask) - mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Lanes other)
    {
        L0 += other.L0;
        L1 += other.L1;
        L2 += other.L2;
        L3 += other.L3;
        L4 += other.L4;
        L5 += other.L5;
        L6 += other.L6;
        L7 += other.L7;
        L8 += other.L8;
    }

    /// <summary>All ones where a normalised element is zero as an integer.</summary>
    public readonly Vector512<ulong> IsZero() =>
        Vector512.Equals(L0 | L1 | L2 | L3 | L4 | L5 | L6 | L7 | L8, Vector512<ulong>.Zero);

    /// <summary>All ones where two canonical elements are equal.</summary>
    public readonly Vector512<ulong> EqualTo(in Lanes other) => Vector512.Equals(
        (L0 ^ other.L0) | (L1 ^ other.L1) | (L2 ^ other.L2) | (L3 ^ other.L3) | (L4 ^ other.L4)
            | (L5 ^ other.L5) | (L6 ^ other.L6) | (L7 ^ other.L7) | (L8 ^ other.L8),
        Vector512<ulong>.Zero);

    /// <summary>The lanes of other where the mask is all ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ReplaceWhere(Vector512<ulong> mask, in Lanes other)
    {
        L0 = Vector512.ConditionalSelect(mask, other.L0, L0);
        L1 = Vector512.ConditionalSelect(mask, other.L1, L1);
        L2 = Vector512.ConditionalSelect(mask, other.L2, L2);
        L3 = Vector512.ConditionalSelect(mask, other.L3, L3);
        L4 = Vector512.ConditionalSelect(mask, other.L4, L4);
        L5 = Vector512.ConditionalSelect(mask, other.L5, L5);
        L6 = Vector512.ConditionalSelect(mask, other.L6, L6);
        L7 = Vector512.ConditionalSelect(mask, other.L7, L7);
        L8 = Vector512.ConditionalSelect(mask, other.L8, L8);
    }

    /// <summary>What a signed limb passes on to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Carry(Vector512<ulong> limb) => Avx512F.ShiftRightArithmetic(limb.AsInt64(), LimbBits).AsUInt64();
}
