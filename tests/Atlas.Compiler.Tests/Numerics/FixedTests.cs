using System.Numerics;
using Atlas.Compiler.Numerics;
using CsCheck;

namespace Atlas.Compiler.Tests.Numerics;

public class FixedTests
{
    private static readonly Gen<Fixed> Numbers =
        Gen.Select(Gen.Long[-(1L << 29), 1L << 29], Gen.Int[0, 50], (value, bits) => Fixed.Scaled(value, bits));

    private static BigInteger Raw(Fixed x) => x.ToBigInteger();

    [Fact]
    public void Product_AnyOperands_IsRoundedToNearest() => Gen.Select(Numbers, Numbers).Sample((a, b) =>
    {
        BigInteger exact = Raw(a) * Raw(b), error = (Raw(a * b) << 64) - exact;
        return BigInteger.Abs(error) <= BigInteger.One << 63;
    });

    [Fact]
    public void Quotient_AnyOperands_IsRoundedToNearest() => Gen.Select(Numbers, Numbers).Sample((a, b) =>
    {
        if (Raw(b).IsZero || BigInteger.Abs(Raw(a)) / BigInteger.Abs(Raw(b)) > 1L << 60)
        {
            return true;
        }

        BigInteger error = Raw(a / b) * Raw(b) - (Raw(a) << 64);
        return 2 * BigInteger.Abs(error) <= BigInteger.Abs(Raw(b));
    });

    [Fact]
    public void SumAndNegation_AnyOperands_AreExact() => Gen.Select(Numbers, Numbers).Sample((a, b) => Raw(a - b) == Raw(a) - Raw(b) && -(-a) == a);

    [Fact]
    public void ScaledInteger_AnyNumber_IsRoundedHalfUp() => Gen.Select(Numbers, Gen.Int[-10, 20]).Sample((a, bits) =>
    {
        BigInteger doubled = bits >= -1 ? Raw(a) << (bits + 1) : Raw(a) >> (-bits - 1);
        return a.ToScaledInteger(bits) == (doubled + (BigInteger.One << 64)) >> 65;
    });

    [Fact]
    public void Double_AnyNumber_RoundTrips() => Gen.Double[-1e6, 1e6].Sample(x => Math.Abs((double)(Fixed)x - x) <= Math.Abs(x) * 5e-16 + 1e-19);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(0.3)]
    [InlineData(-7.9)]
    [InlineData(6.99)]
    [InlineData(5.03125)]
    [InlineData(-20.5)]
    public void Functions_AtAPoint_AgreeWithTheMathsLibrary(double x)
    {
        Close(Math.Exp(x), Fixed.Exp(x));
        Close(Math.Tanh(x), Fixed.Tanh(x));
        Close(1 / (1 + Math.Exp(-x)), Fixed.Sigmoid(x));
        Close(Math.Sqrt(Math.Abs(x)), Fixed.Sqrt(Fixed.Abs(x)));
    }

    // Abramowitz and Stegun, table 7.1.
    [Theory]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1.0, 0.8427007929497149)]
    [InlineData(2.0, 0.9953222650189527)]
    [InlineData(3.0, 0.9999779095030014)]
    [InlineData(5.0, 0.9999999999984626)]
    [InlineData(-0.02, -0.0225645747)]
    public void Erf_AtAPoint_AgreesWithPublishedValues(double x, double expected) => Assert.Equal(expected, (double)Fixed.Erf(x), 10);

    [Fact]
    public void Erf_BetweenNodes_AgreesWithItsSeries()
    {
        for (double x = 0.01; x < 2.5; x += 0.17)
        {
            Fixed term = x, sum = term;
            for (int n = 1; n < 120; n++)
            {
                term = term * (Fixed)x * x * 2 / (2 * n + 1);
                sum += term;
            }

            Fixed series = sum * Fixed.Exp(-((Fixed)x * x)) * 2 / Fixed.Sqrt(Math.PI);
            Assert.Equal((double)series, (double)Fixed.Erf(x), 12);
        }
    }

    [Fact]
    public void Exp_AboveTheRange_Throws() => Assert.Throws<OverflowException>(() => Fixed.Exp(50));

    private static void Close(double expected, Fixed actual) =>
        Assert.True(Math.Abs(expected - (double)actual) <= 1e-14 * Math.Max(1, Math.Abs(expected)), $"{expected:R} but {actual}");
}
