using System.Globalization;
using System.Numerics;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Tests.Emission;

public sealed class CSharpTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(3.0, "3.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.Epsilon, "5E-324")]
    public void Double_Text_ReadsBackBitForBit(double value, string expected)
    {
        string text = CSharp.Double(value);

        Assert.Equal(expected, text);
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-9223372036854775808", "long.MinValue")]
    [InlineData("9223372036854775808", "(Int128.One << 63)")]
    [InlineData("-18446744073709551616", "-(Int128.One << 64)")]
    [InlineData("18446744073709551617", "Int128.Parse(\"18446744073709551617\", CultureInfo.InvariantCulture)")]
    public void Int128_Text_IsAnExpression(string value, string expected) => Assert.Equal(expected, CSharp.Int128(BigInteger.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public void Int128_BeyondTheType_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(static () => CSharp.Int128(BigInteger.One << 127));

    [Theory]
    [InlineData("0", "Fr.Zero")]
    [InlineData("1", "Fr.One")]
    [InlineData("-1", "Fr.FromInt64(-1)")]
    [InlineData("36893488147419103232", "Fr.FromInt128((Int128.One << 65))")]
    public void Fr_Text_IsAnExpression(string value, string expected) => Assert.Equal(expected, CSharp.Fr(BigInteger.Parse(value, CultureInfo.InvariantCulture)));

    [Fact]
    public void String_WithQuotesAndControls_IsALiteral() => Assert.Equal("\"a\\\"b\\n\\\\\"", CSharp.String("a\"b\n\\"));
}
