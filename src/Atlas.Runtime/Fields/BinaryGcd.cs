using System.Numerics;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;

namespace Atlas.Runtime.Fields;

/// <summary>
/// Modular inversion by the binary GCD with approximations (Pornin, eprint 2020/972, algorithm 2), in variable time: 31 steps at a time run on
/// 64-bit stand-ins for a and b, made of 31 low and 33 high bits; their effect, a 2×2 matrix, is then applied to the full numbers.
/// </summary>
internal static class BinaryGcd<TModulus>
    where TModulus : struct, IModulus
{
    private const int Steps = 31;

    private const ulong LowMask = (1UL << Steps) - 1;

    /// <summary>1/y mod p for 0 &lt; y &lt; p, as integers. Invariants: a = y·u and b = y·v mod p, b odd, gcd(a, b) = 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static UInt256 Invert(in UInt256 y)
    {
        var a = y;
        var b = TModulus.P;
        var u = new UInt256(1, 0, 0, 0);
        var v = default(UInt256);
        while (!a.IsZero)
        {
            var matrix = Reduce(in a, in b);
            var (nextA, negativeA) = CombineExactly(in a, in b, matrix.F0, matrix.G0);
            var (nextB, negativeB) = CombineExactly(in a, in b, matrix.F1, matrix.G1);
            var nextU = CombineModulo(in u, in v, negativeA ? -matrix.F0 : matrix.F0, negativeA ? -matrix.G0 : matrix.G0);
            v = CombineModulo(in u, in v, negativeB ? -matrix.F1 : matrix.F1, negativeB ? -matrix.G1 : matrix.G1);
            (a, b, u) = (nextA, nextB, nextU);
        }

        return v;
    }

    /// <summary>The matrix of 31 steps, entries at most 2^31 in magnitude: (a, b) becomes (F0·a + G0·b, F1·a + G1·b)/2^31, up to signs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long F0, long G0, long F1, long G1) Reduce(in UInt256 a, in UInt256 b)
    {
        var shift = Math.Max(BitLength(a | b), 64) - 33;
        var x = (a.L0 & LowMask) | (a.Bits(shift, 33) << Steps);
        var y = (b.L0 & LowMask) | (b.Bits(shift, 33) << Steps);
        long f0 = 1, g0 = 0, f1 = 0, g1 = 1;
        for (var left = Steps; ;)
        {
            // Halve while even: x may run out of ones below the steps that are left.
            var zeros = Math.Min(BitOperations.TrailingZeroCount(x), left);
            x >>= zeros;
            f1 <<= zeros;
            g1 <<= zeros;
            left -= zeros;
            if (left == 0)
            {
                return (f0, g0, f1, g1);
            }

            if (x < y)
            {
                (x, y, f0, f1, g0, g1) = (y, x, f1, f0, g1, g0);
            }

            x -= y;
            f0 -= f1;
            g0 -= g1;
        }
    }

    /// <summary>|f·a + g·b|/2^31, whose low bits are zero, and whether the sum was negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (UInt256 Magnitude, bool Negative) CombineExactly(in UInt256 a, in UInt256 b, long f, long g)
    {
        var sum = SignedWords.Combine(in a, in b, f, g);
        var negative = sum.IsNegative;
        return ((negative ? sum.Negate() : sum).ShiftRight(Steps), negative);
    }

    /// <summary>(f·u + g·v)/2^31 mod p, made whole by the multiple of p that clears the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static UInt256 CombineModulo(in UInt256 u, in UInt256 v, long f, long g)
    {
        var p = TModulus.P;
        var sum = SignedWords.Combine(in u, in v, f, g);
        var multiple = (sum.W0 * TModulus.NegativeInverse) & LowMask;
        sum = sum.AddProduct(in p, (long)multiple);

        // |f| + |g| <= 2^31, so the quotient is in (-p, 2p).
        if (sum.IsNegative)
        {
            sum = sum.AddProduct(in p, 1L << Steps);
        }

        var quotient = sum.ShiftRight(Steps);
        return Montgomery<TModulus>.ReduceOnce(in quotient);
    }

    private static int BitLength(in UInt256 value) =>
        value.L3 != 0 ? 256 - BitOperations.LeadingZeroCount(value.L3)
        : value.L2 != 0 ? 192 - BitOperations.LeadingZeroCount(value.L2)
        : value.L1 != 0 ? 128 - BitOperations.LeadingZeroCount(value.L1)
        : 64 - BitOperations.LeadingZeroCount(value.L0);
}
