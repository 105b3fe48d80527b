using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Fields;

/// <summary>Every literal of the moduli against the formula in its comment.</summary>
public class ModulusTests
{
    private static readonly BigInteger U = 4965661367192848881;

    [Fact]
    public void Fr_Literals_FollowTheirFormulas()
    {
        Assert.Equal((36 * BigInteger.Pow(U, 4)) + (36 * BigInteger.Pow(U, 3)) + (18 * U * U) + (6 * U) + 1, Fr.Modulus);
        Check<FrModulus>();
    }

    [Fact]
    public void Fq_Literals_FollowTheirFormulas()
    {
        Assert.Equal((36 * BigInteger.Pow(U, 4)) + (36 * BigInteger.Pow(U, 3)) + (24 * U * U) + (6 * U) + 1, Fq.Modulus);
        Assert.Equal(3, (int)(Fq.Modulus % 4));
        Check<FqModulus>();
    }

    private static void Check<TModulus>()
        where TModulus : struct, IModulus
    {
        var p = TModulus.P.ToBigInteger();
        var r = BigInteger.One << 261;
        Assert.Equal(254, (int)p.GetBitLength());
        Assert.Equal(0, (int)(((p * TModulus.NegativeInverse) + 1) % (BigInteger.One << 64)));
        Assert.Equal(r % p, TModulus.R.ToBigInteger());
        Assert.Equal(r * r % p, TModulus.RSquared.ToBigInteger());
        Assert.Equal((r << 256) % p, TModulus.RHigh.ToBigInteger());
        Assert.Equal(((r * r) << 256) % p, TModulus.RSquaredHigh.ToBigInteger());
    }
}
