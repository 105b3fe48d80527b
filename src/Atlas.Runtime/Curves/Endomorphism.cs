using System.Numerics;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Curves;

/// <summary>
/// φ(x, y) = (β·x, y) = λ·(x, y), with cube roots of unity β and λ: a scalar multiple becomes two of half the length (Gallant, Lambert, Vanstone,
/// Crypto 2001). With the curve's parameter u: β = 18u³ + 18u² + 9u + 1, λ = 36u³ + 18u² + 6u + 1.
/// </summary>
internal static class Endomorphism
{
    /// <summary>|k_0| and |k_1| of <see cref="Split"/> are below 2^127.</summary>
    public const int ScalarBits = 127;

    // (Long, Short) and (Short, -Middle) are a basis of the lattice of all (a, b) with a + λ·b = 0; its determinant is -r.
    private static readonly UInt128 Short = (2 * (UInt128)CurveConstants.U) + 1;
    private static readonly UInt128 Middle = (3 * (UInt128)CurveConstants.U * Short) - CurveConstants.U;
    private static readonly UInt128 Long = Middle + Short;

    private static readonly UInt256 ShortQuotient = UInt256.FromBigInteger(((BigInteger)Short << 256) / Fr.Modulus);
    private static readonly UInt256 MiddleQuotient = UInt256.FromBigInteger(((BigInteger)Middle << 256) / Fr.Modulus);

    private static readonly Fq Beta = CubeRoot(Fq.FromUInt64(CurveConstants.U));

    /// <summary>φ(P) = λ·P.</summary>
    public static G1Jacobian Apply(in G1Jacobian p) => new(new Jacobian<Fq>(p.Point.X * Beta, p.Point.Y, p.Point.Z));

    /// <summary>
    /// k_0 + λ·k_1 = k. The multiples of the basis nearest to (k, 0) are taken off, with quotients that are wrong by less than 1/2 + 1/4; what is
    /// left is below 3/4·(Long + Short), so 128 bits are enough for all of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (Int128 Low, Int128 High) Split(in Fr scalar)
    {
        UInt256 k = scalar.ToInteger();
        UInt128 first = RoundedProduct(in k, MiddleQuotient), second = RoundedProduct(in k, ShortQuotient);
        UInt128 low = new UInt128(k.L1, k.L0) - (first * Long) - (second * Short), high = (second * Middle) - (first * Short);
        return ((Int128)low, (Int128)high);
    }

    /// <summary>floor(k·factor/2^256 + 1/2) for a factor of three limbs.</summary>
    private static UInt128 RoundedProduct(in UInt256 k, in UInt256 factor)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 1UL << 63;
        Round(in k, factor.L0, ref t0, ref t1, ref t2, ref t3, out ulong t4);
        Round(in k, factor.L1, ref t1, ref t2, ref t3, ref t4, out ulong t5);
        Round(in k, factor.L2, ref t2, ref t3, ref t4, ref t5, out _);
        return new UInt128(t5, t4);
    }

    /// <summary>t += k·factor, which takes one word more than t had.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(in UInt256 k, ulong factor, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, out ulong t4)
    {
        t0 = Wide.MultiplyAdd(k.L0, factor, t0, out ulong carry);
        t1 = Wide.MultiplyAdd(k.L1, factor, t1, carry, out carry);
        t2 = Wide.MultiplyAdd(k.L2, factor, t2, carry, out carry);
        t3 = Wide.MultiplyAdd(k.L3, factor, t3, carry, out t4);
    }

    private static Fq CubeRoot(Fq u)
    {
        Fq square = u.Square(), three = Fq.FromUInt64(3);
        return (three * three * ((square * u + square).Double() + u)) + Fq.One;
    }
}
