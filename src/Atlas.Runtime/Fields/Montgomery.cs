using System.Numerics;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>
/// Arithmetic modulo a 254-bit prime in Montgomery form with R = 2^261: x is kept as x·R mod p, always canonical, in [0, p).
/// R is 2^261 and not 2^256 because the vector kernels work on nine 29-bit limbs; one form in memory serves both.
/// </summary>
internal static class Montgomery<TModulus>
    where TModulus : struct, IModulus
{
    /// <summary>
    /// a·b/2^261 mod p, canonical. Range: a &lt; p; b may be any 256-bit integer. Four rounds of 64 bits (CIOS, Koc-Acar-Kaliski 1996)
    /// leave t = a·b/2^256 in [0, 2p); the last five bits follow with m = t·(-p^-1) mod 32 and (t + m·p)/32 in [0, 33p/32).
    /// Compiled with all optimisations at once: a proof takes less time than the tiers would need to find out that this is hot.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static UInt256 Multiply(in UInt256 a, in UInt256 b)
    {
        ulong a0 = a.L0, a1 = a.L1, a2 = a.L2, a3 = a.L3;
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0;
        Round(a0, a1, a2, a3, b.L0, ref t0, ref t1, ref t2, ref t3);
        Round(a0, a1, a2, a3, b.L1, ref t0, ref t1, ref t2, ref t3);
        Round(a0, a1, a2, a3, b.L2, ref t0, ref t1, ref t2, ref t3);
        Round(a0, a1, a2, a3, b.L3, ref t0, ref t1, ref t2, ref t3);
        return Finish(t0, t1, t2, t3);
    }

    /// <summary>t = (t + a·b + m·p)/2^64. With a &lt; p and t &lt; 2p the result is below 2p again and never leaves four words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ulong a0, ulong a1, ulong a2, ulong a3, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3)
    {
        var p = TModulus.P;
        var low = Wide.MultiplyAdd(a0, b, t0, out var productCarry);
        var m = low * TModulus.NegativeInverse;

        // The low word of low + m·p0 is zero by the choice of m, so its carry is known without that product.
        var reductionCarry = Wide.MultiplyHigh(m, p.L0) + (low != 0 ? 1UL : 0);
        low = Wide.MultiplyAdd(a1, b, t1, productCarry, out productCarry);
        t0 = Wide.MultiplyAdd(m, p.L1, low, reductionCarry, out reductionCarry);
        low = Wide.MultiplyAdd(a2, b, t2, productCarry, out productCarry);
        t1 = Wide.MultiplyAdd(m, p.L2, low, reductionCarry, out reductionCarry);
        low = Wide.MultiplyAdd(a3, b, t3, productCarry, out productCarry);
        t2 = Wide.MultiplyAdd(m, p.L3, low, reductionCarry, out reductionCarry);
        t3 = productCarry + reductionCarry;
    }

    /// <summary>
    /// (t + m·p)/32 for the m in [0, 32) that makes it whole, written as t/32 + m·(p/32) plus what the two remainders make together.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt256 Finish(ulong t0, ulong t1, ulong t2, ulong t3)
    {
        var p = TModulus.P;
        var m = (t0 * TModulus.NegativeInverse) & 31;
        var remainders = ((t0 & 31) + (m * (p.L0 & 31))) >> 5;
        var r0 = Wide.MultiplyAdd(m, (p.L0 >> 5) | (p.L1 << 59), (t0 >> 5) | (t1 << 59), remainders, out var carry);
        var r1 = Wide.MultiplyAdd(m, (p.L1 >> 5) | (p.L2 << 59), (t1 >> 5) | (t2 << 59), carry, out carry);
        var r2 = Wide.MultiplyAdd(m, (p.L2 >> 5) | (p.L3 << 59), (t2 >> 5) | (t3 << 59), carry, out carry);
        var r3 = (m * (p.L3 >> 5)) + (t3 >> 5) + carry;

        // Rarely at or above p, so a predicted branch beats a selection.
        return ReduceOnce(new UInt256(r0, r1, r2, r3));
    }

    /// <summary>a mod p for a in [0, 2p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 ReduceOnce(in UInt256 a) => UInt256.LessThan(in a, TModulus.P) ? a : SubtractModulus(a);

    private static UInt256 SubtractModulus(UInt256 r)
    {
        var p = TModulus.P;
        ulong borrow = 0;
        var d0 = Wide.Subtract(r.L0, p.L0, ref borrow);
        var d1 = Wide.Subtract(r.L1, p.L1, ref borrow);
        var d2 = Wide.Subtract(r.L2, p.L2, ref borrow);
        return new(d0, d1, d2, r.L3 - p.L3 - borrow);
    }

    /// <summary>a + b mod p, for a and b in [0, p].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Add(in UInt256 a, in UInt256 b)
    {
        var p = TModulus.P;
        ulong carry = 0, borrow = 0;
        var s0 = Wide.Add(a.L0, b.L0, ref carry);
        var s1 = Wide.Add(a.L1, b.L1, ref carry);
        var s2 = Wide.Add(a.L2, b.L2, ref carry);
        var s3 = a.L3 + b.L3 + carry;
        var d0 = Wide.Subtract(s0, p.L0, ref borrow);
        var d1 = Wide.Subtract(s1, p.L1, ref borrow);
        var d2 = Wide.Subtract(s2, p.L2, ref borrow);
        var d3 = Wide.Subtract(s3, p.L3, ref borrow);
        var keep = 0 - borrow;
        return new(d0 ^ ((d0 ^ s0) & keep), d1 ^ ((d1 ^ s1) & keep), d2 ^ ((d2 ^ s2) & keep), d3 ^ ((d3 ^ s3) & keep));
    }

    /// <summary>a - b mod p, for a and b in [0, p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Subtract(in UInt256 a, in UInt256 b)
    {
        var p = TModulus.P;
        ulong borrow = 0, carry = 0;
        var d0 = Wide.Subtract(a.L0, b.L0, ref borrow);
        var d1 = Wide.Subtract(a.L1, b.L1, ref borrow);
        var d2 = Wide.Subtract(a.L2, b.L2, ref borrow);
        var d3 = Wide.Subtract(a.L3, b.L3, ref borrow);
        var add = 0 - borrow;
        d0 = Wide.Add(d0, p.L0 & add, ref carry);
        d1 = Wide.Add(d1, p.L1 & add, ref carry);
        d2 = Wide.Add(d2, p.L2 & add, ref carry);
        return new(d0, d1, d2, d3 + (p.L3 & add) + carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt256 Negate(in UInt256 a) => a.IsZero ? a : Subtract(default, in a);

    /// <summary>The form of any 256-bit integer.</summary>
    public static UInt256 Enter(in UInt256 integer) => Multiply(TModulus.RSquared, in integer);

    /// <summary>The canonical integer of a form.</summary>
    public static UInt256 Leave(in UInt256 form) => Multiply(in form, new UInt256(1, 0, 0, 0));

    /// <summary>The form of the 512-bit integer low + 2^256·high.</summary>
    public static UInt256 EnterWide(in UInt256 low, in UInt256 high) =>
        Add(Multiply(TModulus.RSquared, in low), Multiply(TModulus.RSquaredHigh, in high));

    /// <summary>The form whose 512-bit, unreduced value is low + 2^256·high.</summary>
    public static UInt256 ReduceWide(in UInt256 low, in UInt256 high) =>
        Add(Multiply(TModulus.R, in low), Multiply(TModulus.RHigh, in high));

    public static UInt256 Enter(BigInteger integer)
    {
        var p = TModulus.P.ToBigInteger();
        var residue = BigInteger.Remainder(integer, p);
        return Enter(UInt256.FromBigInteger(residue.Sign < 0 ? residue + p : residue));
    }

    /// <summary>a^exponent in windows of four bits from the top; a^0 is one.</summary>
    public static UInt256 Power(in UInt256 a, in UInt256 exponent)
    {
        Span<UInt256> powers = stackalloc UInt256[16];
        powers[0] = TModulus.R;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = Multiply(in a, in powers[i - 1]);
        }

        var result = TModulus.R;
        for (var bit = 252; bit >= 0; bit -= 4)
        {
            result = Multiply(in powers[(int)exponent.Bits(bit, 4)], RaiseTo16(in result));
        }

        return result;
    }

    /// <summary>a^exponent for a non-negative exponent of any size, which counts modulo p - 1 except that 0^0 alone is one.</summary>
    public static UInt256 Power(in UInt256 a, BigInteger exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        var reduced = exponent % (TModulus.P.ToBigInteger() - 1);
        return a.IsZero && !exponent.IsZero ? a : Power(in a, UInt256.FromBigInteger(reduced));
    }

    private static UInt256 RaiseTo16(in UInt256 a)
    {
        var square = Multiply(in a, in a);
        square = Multiply(in square, in square);
        square = Multiply(in square, in square);
        return Multiply(in square, in square);
    }

    /// <summary>The form of 1/x.</summary>
    /// <exception cref="InvalidOperationException">The element is zero.</exception>
    public static UInt256 Invert(in UInt256 a)
    {
        if (a.IsZero)
        {
            throw new InvalidOperationException("Zero has no inverse.");
        }

        // The form x·R has the integer inverse 1/(x·R): two products by R^2 bring it back to R/x.
        var inverse = BinaryGcd<TModulus>.Invert(in a);
        return Multiply(TModulus.RSquared, Multiply(TModulus.RSquared, in inverse));
    }
}
