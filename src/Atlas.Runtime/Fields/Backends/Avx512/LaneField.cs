using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>Montgomery arithmetic on <see cref="Lanes"/>, R = 2^261. As R is 170·p, ranges are loose: a product of a &lt; x·p and b &lt; y·p is below (xy/170 + 1)·p.</summary>
internal static class LaneField<TModulus>
    where TModulus : struct, IModulus
{
    /// <summary>
    /// r = a·b/2^261 mod p, normalised, below (xy/170 + 1)·p, for normalised a and b. A product of two limbs is below 2^58, and the eighteen that
    /// meet in a limb sum up below 2^63: no carry inside but the lowest limb's. r may be a or b.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Lanes a, in Lanes b, out Lanes r)
    {
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        var zero = Vector512<ulong>.Zero;
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (zero, zero, zero, zero, zero, zero, zero, zero, zero);

        // Each round moves the limbs one place down; the names turn instead of the values.
        Round(b.L0, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, out t8);
        Round(b.L1, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, out t0);
        Round(b.L2, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, out t1);
        Round(b.L3, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t3, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, out t2);
        Round(b.L4, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, out t3);
        Round(b.L5, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, out t4);
        Round(b.L6, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, out t5);
        Round(b.L7, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, out t6);
        Round(b.L8, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, out t7);
        Store(t0, t1, t2, t3, t4, t5, t6, t7, out r);
    }

    /// <summary><see cref="Multiply"/> for a b whose limbs 0 to 3 are zero, as a challenge's are: four of nine rounds would do nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyByChallenge(in Lanes a, in Lanes b, out Lanes r)
    {
        var (a0, a1, a2, a3, a4, a5, a6, a7, a8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        var zero = Vector512<ulong>.Zero;
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (zero, zero, zero, zero, zero, zero, zero, zero, zero);
        Round(b.L4, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t4, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, out t3);
        Round(b.L5, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t5, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, out t4);
        Round(b.L6, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t6, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, out t5);
        Round(b.L7, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t7, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, out t6);
        Round(b.L8, a0, a1, a2, a3, a4, a5, a6, a7, a8, ref t8, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, out t7);
        Store(t0, t1, t2, t3, t4, t5, t6, t7, out r);
    }

    /// <summary>t = (t + a·b + m·p)/2^29: t0 is spent, and t8, which was spent in the round before, begins anew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        Vector512<ulong> b,
        Vector512<ulong> a0, Vector512<ulong> a1, Vector512<ulong> a2, Vector512<ulong> a3, Vector512<ulong> a4,
        Vector512<ulong> a5, Vector512<ulong> a6, Vector512<ulong> a7, Vector512<ulong> a8,
        ref Vector512<ulong> t0, ref Vector512<ulong> t1, ref Vector512<ulong> t2, ref Vector512<ulong> t3, ref Vector512<ulong> t4,
        ref Vector512<ulong> t5, ref Vector512<ulong> t6, ref Vector512<ulong> t7, out Vector512<ulong> t8)
    {
        t0 += Product(a0, b);
        var m = Product(t0, Vector512.Create(TModulus.NegativeInverse & Lanes.LimbMask)) & Vector512.Create(Lanes.LimbMask);
        t0 += Product(m, Limb(0));
        t1 += Product(a1, b) + Product(m, Limb(1)) + (t0 >> Lanes.LimbBits);
        t2 += Product(a2, b) + Product(m, Limb(2));
        t3 += Product(a3, b) + Product(m, Limb(3));
        t4 += Product(a4, b) + Product(m, Limb(4));
        t5 += Product(a5, b) + Product(m, Limb(5));
        t6 += Product(a6, b) + Product(m, Limb(6));
        t7 += Product(a7, b) + Product(m, Limb(7));
        t8 = Product(a8, b) + Product(m, Limb(8));
    }

    /// <summary>Carries the eight limbs that the last round leaves; the ninth is what comes out at the top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<ulong> t0, Vector512<ulong> t1, Vector512<ulong> t2, Vector512<ulong> t3,
        Vector512<ulong> t4, Vector512<ulong> t5, Vector512<ulong> t6, Vector512<ulong> t7,
        out Lanes r)
    {
        var mask = Vector512.Create(Lanes.LimbMask);
        t1 += t0 >> Lanes.LimbBits;
        t2 += t1 >> Lanes.LimbBits;
        t3 += t2 >> Lanes.LimbBits;
        t4 += t3 >> Lanes.LimbBits;
        t5 += t4 >> Lanes.LimbBits;
        t6 += t5 >> Lanes.LimbBits;
        t7 += t6 >> Lanes.LimbBits;
        r.L0 = t0 & mask;
        r.L1 = t1 & mask;
        r.L2 = t2 & mask;
        r.L3 = t3 & mask;
        r.L4 = t4 & mask;
        r.L5 = t5 & mask;
        r.L6 = t6 & mask;
        r.L7 = t7 & mask;
        r.L8 = t7 >> Lanes.LimbBits;
    }

    /// <summary>Adds multiple·p (a small constant) limb by limb, so that a difference cannot be negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddModulus(ref Lanes a, ulong multiple)
    {
        a.L0 += Vector512.Create(multiple * PrimeLimb(0));
        a.L1 += Vector512.Create(multiple * PrimeLimb(1));
        a.L2 += Vector512.Create(multiple * PrimeLimb(2));
        a.L3 += Vector512.Create(multiple * PrimeLimb(3));
        a.L4 += Vector512.Create(multiple * PrimeLimb(4));
        a.L5 += Vector512.Create(multiple * PrimeLimb(5));
        a.L6 += Vector512.Create(multiple * PrimeLimb(6));
        a.L7 += Vector512.Create(multiple * PrimeLimb(7));
        a.L8 += Vector512.Create(multiple * PrimeLimb(8));
    }

    /// <summary>
    /// a mod p for a normalised a &lt; 4p. The top limb tells the quotient; only where it equals a multiple's top limb, once in 2^20, may the
    /// quotient be one too small, and the exact comparison follows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Canonicalize(ref Lanes a)
    {
        // In locals, and so in registers: limbs that go back to memory between the steps would cost more than the steps.
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (a.L0, a.L1, a.L2, a.L3, a.L4, a.L5, a.L6, a.L7, a.L8);
        var one = Vector512<ulong>.One;
        var quotient =
            (Vector512.GreaterThan(t8, Vector512.Create(Top(1))) & one)
            + (Vector512.GreaterThan(t8, Vector512.Create(Top(2))) & one)
            + (Vector512.GreaterThan(t8, Vector512.Create(Top(3))) & one);
        var mask = Vector512.Create(Lanes.LimbMask);
        t0 -= Product(quotient, Limb(0));
        t1 += Lanes.Carry(t0) - Product(quotient, Limb(1));
        t2 += Lanes.Carry(t1) - Product(quotient, Limb(2));
        t3 += Lanes.Carry(t2) - Product(quotient, Limb(3));
        t4 += Lanes.Carry(t3) - Product(quotient, Limb(4));
        t5 += Lanes.Carry(t4) - Product(quotient, Limb(5));
        t6 += Lanes.Carry(t5) - Product(quotient, Limb(6));
        t7 += Lanes.Carry(t6) - Product(quotient, Limb(7));
        t8 += Lanes.Carry(t7) - Product(quotient, Limb(8));
        a.L0 = t0 & mask;
        a.L1 = t1 & mask;
        a.L2 = t2 & mask;
        a.L3 = t3 & mask;
        a.L4 = t4 & mask;
        a.L5 = t5 & mask;
        a.L6 = t6 & mask;
        a.L7 = t7 & mask;
        a.L8 = t8;
        if (Vector512.GreaterThanOrEqualAny(t8, Vector512.Create(Top(1))))
        {
            SubtractModulusWhereNotBelow(ref a);
        }
    }

    /// <summary>r = a - b + multiple·p, normalised; the multiple must make it positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(in Lanes a, in Lanes b, ulong multiple, out Lanes r)
    {
        var mask = Vector512.Create(Lanes.LimbMask);
        var t0 = a.L0 - b.L0 + Vector512.Create(multiple * PrimeLimb(0));
        var t1 = a.L1 - b.L1 + Vector512.Create(multiple * PrimeLimb(1)) + Lanes.Carry(t0);
        var t2 = a.L2 - b.L2 + Vector512.Create(multiple * PrimeLimb(2)) + Lanes.Carry(t1);
        var t3 = a.L3 - b.L3 + Vector512.Create(multiple * PrimeLimb(3)) + Lanes.Carry(t2);
        var t4 = a.L4 - b.L4 + Vector512.Create(multiple * PrimeLimb(4)) + Lanes.Carry(t3);
        var t5 = a.L5 - b.L5 + Vector512.Create(multiple * PrimeLimb(5)) + Lanes.Carry(t4);
        var t6 = a.L6 - b.L6 + Vector512.Create(multiple * PrimeLimb(6)) + Lanes.Carry(t5);
        var t7 = a.L7 - b.L7 + Vector512.Create(multiple * PrimeLimb(7)) + Lanes.Carry(t6);
        r.L8 = a.L8 - b.L8 + Vector512.Create(multiple * PrimeLimb(8)) + Lanes.Carry(t7);
        r.L0 = t0 & mask;
        r.L1 = t1 & mask;
        r.L2 = t2 & mask;
        r.L3 = t3 & mask;
        r.L4 = t4 & mask;
        r.L5 = t5 & mask;
        r.L6 = t6 & mask;
        r.L7 = t7 & mask;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SubtractModulusWhereNotBelow(ref Lanes a)
    {
        var difference = a;
        AddModulus(ref difference, unchecked(0UL - 1));
        difference.Normalize();
        a.ReplaceWhere(Vector512.GreaterThanOrEqual(difference.L8.AsInt64(), Vector512<long>.Zero).AsUInt64(), in difference);
    }

    /// <summary>Eight copies of one element.</summary>
    public static Lanes Broadcast(in UInt256 form) => new Factor(in form).Broadcast();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Limb(int index) => Vector512.Create(PrimeLimb(index));

    /// <summary>The top limb of multiple·p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Top(ulong multiple) => ((TModulus.P.L3 * multiple) + Math.BigMul(TModulus.P.L2, multiple, out _)) >> 40;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong PrimeLimb(int index)
    {
        var p = TModulus.P;
        return Lanes.LimbMask & index switch
        {
            0 => p.L0,
            1 => p.L0 >> 29,
            2 => (p.L0 >> 58) | (p.L1 << 6),
            3 => p.L1 >> 23,
            4 => (p.L1 >> 52) | (p.L2 << 12),
            5 => p.L2 >> 17,
            6 => (p.L2 >> 46) | (p.L3 << 18),
            7 => p.L3 >> 11,
            _ => p.L3 >> 40,
        };
    }
}
