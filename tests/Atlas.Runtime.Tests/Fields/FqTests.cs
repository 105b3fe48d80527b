using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Fields;

public class FqTests
{
    [Fact]
    public void Arithmetic_EdgeValuesCrossed_EqualsBigInteger()
    {
        var q = Fq.Modulus;
        var values = EdgeValues.Below(q);
        foreach (var a in values)
        {
            var x = Fq.FromBigInteger(a);
            Assert.Equal(a, x.ToBigInteger());
            Assert.Equal((q - a) % q, (-x).ToBigInteger());
            foreach (var b in values)
            {
                var y = Fq.FromBigInteger(b);
                Assert.Equal(a * b % q, (x * y).ToBigInteger());
                Assert.Equal((a + b) % q, (x + y).ToBigInteger());
                Assert.Equal((a - b + q) % q, (x - y).ToBigInteger());
            }
        }
    }

    [Fact]
    public void Sqrt_SquaresAndOthers_TellsThemApart()
    {
        foreach (var value in EdgeValues.Below(Fq.Modulus).Select(Fq.FromBigInteger))
        {
            Assert.True(value.Square().Sqrt(out var root));
            Assert.True(root == value || root == -value);

            // -1 is not a square, as q = 3 mod 4.
            Assert.Equal(value.IsZero, (-value.Square()).Sqrt(out _));
        }
    }

    [Fact]
    public void IsLarger_ElementAndNegative_IsTrueForOne()
    {
        foreach (var value in EdgeValues.Below(Fq.Modulus))
        {
            Assert.Equal(value > Fq.Modulus / 2, Fq.FromBigInteger(value).IsLarger);
        }
    }

    [Fact]
    public void Pow_ExponentsOfAnySize_EqualsModPow()
    {
        foreach (var value in EdgeValues.Below(Fq.Modulus).Take(12))
        {
            foreach (var exponent in EdgeValues.Below(Fq.Modulus).Append(Fq.Modulus * 3).Append(Fq.Modulus - 1))
            {
                Assert.Equal(BigInteger.ModPow(value, exponent, Fq.Modulus), Fq.FromBigInteger(value).Pow(exponent).ToBigInteger());
            }
        }

        Assert.Equal(Fq.FromInt64(5).Invert().Square(), Fq.FromInt64(5).Pow(-2));
        Assert.Throws<InvalidOperationException>(() => Fq.Zero.Pow(-1));
    }
}
