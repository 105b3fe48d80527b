using System.Numerics;
using Atlas.Runtime.Model;
using CsCheck;

namespace Atlas.Runtime.Tests.Model;

public sealed class QuantisationTests
{
    [Theory]
    [InlineData(0f, 12, 0)]
    [InlineData(1f, 12, 4096)]
    [InlineData(-1f, 12, -4096)]
    [InlineData(0.5f, 0, 1)]
    [InlineData(-0.5f, 0, 0)]
    [InlineData(-1.5f, 0, -1)]
    [InlineData(0.1f, 12, 410)]
    [InlineData(float.Epsilon, 20, 0)]
    public void Quantise_RoundsHalfUp(float value, int scaleBits, long expected) => Assert.Equal([expected], Quantisation.Quantise("x", [value], scaleBits));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e19f)]
    public void Quantise_NotRepresentable_NamesInputAndElement(float value)
    {
        AtlasInputException thrown = Assert.Throws<AtlasInputException>(() => Quantisation.Quantise("image", [0, value], 12));

        Assert.Contains("'image' at element 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dequantise_AnyInteger_IsTheNearestFloatTiesToEven() => Gen.Select(Gen.Long, Gen.Int[0, 63], Gen.Int[0, 40]).Sample(static (value, drop, scaleBits) =>
    {
        long integer = value >> drop;
        float actual = Quantisation.Dequantise([integer], scaleBits)[0];
        BigInteger error = Error(actual, integer, scaleBits), below = Error(MathF.BitDecrement(actual), integer, scaleBits), above = Error(MathF.BitIncrement(actual), integer, scaleBits);

        Assert.True(error <= below && error <= above);
        if (error == below || error == above)
        {
            Assert.Equal(0, BitConverter.SingleToInt32Bits(actual) & 1);
        }
    });

    [Theory]
    [InlineData((1L << 53) + (1L << 29) + 1)]
    [InlineData(-(1L << 53) - (1L << 29) - 1)]
    [InlineData((1L << 62) + (1L << 38) + 1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Dequantise_WhereADoubleWouldRoundFirst_IsRoundedOnce(long integer)
    {
        // Half-way between two floats but for the last bit, which the conversion to double drops.
        float actual = Quantisation.Dequantise([integer], 0)[0];

        Assert.True(Error(actual, integer, 0) <= Error(MathF.BitIncrement(actual), integer, 0));
        Assert.True(Error(actual, integer, 0) <= Error(MathF.BitDecrement(actual), integer, 0));
    }

    /// <summary>|actual - integer·2^-scaleBits| in units of 2^-190, exactly.</summary>
    private static BigInteger Error(float actual, long integer, int scaleBits)
    {
        int bits = BitConverter.SingleToInt32Bits(MathF.Abs(actual)), exponent = Math.Max(bits >> 23, 1);
        BigInteger mantissa = (bits & 0x7FFFFF) | (bits >> 23 != 0 ? 1 << 23 : 0);
        BigInteger magnitude = mantissa << (exponent - 150 + 190);
        return BigInteger.Abs((actual < 0 ? -magnitude : magnitude) - ((BigInteger)integer << (190 - scaleBits)));
    }
}
