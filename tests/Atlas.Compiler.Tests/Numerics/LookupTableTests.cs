using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Atlas.Compiler.Numerics;

namespace Atlas.Compiler.Tests.Numerics;

public class LookupTableTests
{
    private const double Cubic = 0.044714998453855515, RootTwoOverPi = 0.7978845834732056, RootTwo = 1.4142135381698608;

    private static readonly Dictionary<string, Func<Fixed, Fixed>> Functions = new()
    {
        ["gelu-tanh"] = x => 0.5 * x * (1 + Fixed.Tanh((x + Fixed.Pow(x, 3) * Cubic) * RootTwoOverPi)),
        ["gelu-erf"] = x => 0.5 * x * (1 + Fixed.Erf(x / RootTwo)),
        ["silu"] = x => x * Fixed.Sigmoid(x),
        ["tanh"] = Fixed.Tanh,
    };

    [Theory]
    [InlineData("gelu-tanh", "8782a02bedbaf6f738aea3bda16fa63806a6e758f74bafae6e710ba0cd4016ae")]
    [InlineData("gelu-erf", "36c2adfccae9cc548f6b6fab49908301b978ef466b42e6c3bc3b498c91d5d85d")]
    [InlineData("silu", "bcc4c00d84fdfeeb6dbf67e9465bda85d856da435ab275917b86171d25e1efba")]
    [InlineData("tanh", "9ef9007f2017beb07692641939b2c0d73aa44ffa7ec921d235a5ada34d58f013")]
    public void Activation_TwoToTheSixteenEntries_HasItsDigest(string name, string digest) =>
        Assert.Equal(digest, Digest(LookupTable.Build(-32768, 65536, 12, 12, Functions[name])));

    [Fact]
    public void Activation_AnyEntry_IsTheRoundedValueOfTheFunction()
    {
        long[] table = LookupTable.Build(-32768, 65536, 12, 12, Functions["gelu-tanh"]);
        for (int i = 0; i < table.Length; i += 7)
        {
            double x = (i - 32768) / 4096.0, y = 0.5 * x * (1 + Math.Tanh((x + x * x * x * Cubic) * RootTwoOverPi));
            Assert.Equal((long)Math.Floor(y * 4096 + 0.5), table[i]);
        }
    }

    [Fact]
    public void Exponential_Midpoints_StandForTheirIntervals()
    {
        long[] table = LookupTable.BuildMidpoints(4096, 8, 16, x => Fixed.Exp(-x));
        for (int k = 0; k < table.Length; k++)
        {
            Assert.Equal((long)Math.Floor(Math.Exp(-(k + 0.5) / 256) * 65536 + 0.5), table[k]);
        }
    }

    private static string Digest(long[] table) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<long>(table)));
}
