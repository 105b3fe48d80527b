using System.Numerics;

namespace Atlas.Runtime.Tests.Fields;

/// <summary>Integers at which limb arithmetic breaks: ends of the range, powers of two at 29- and 64-bit limb boundaries, and fixed random ones.</summary>
internal static class EdgeValues
{
    public static List<BigInteger> Below(BigInteger p)
    {
        var values = new List<BigInteger> { 0, 1, 2, 31, 32, p - 1, p - 2, p / 2, (p / 2) + 1, p - 32 };
        foreach (var bit in (int[])[5, 29, 58, 64, 116, 128, 145, 192, 232, 253])
        {
            var power = BigInteger.One << bit;
            values.AddRange([power - 1, power, power + 1, p - power]);
        }

        var random = new Random(1);
        var bytes = new byte[40];
        for (var i = 0; i < 24; i++)
        {
            random.NextBytes(bytes);
            values.Add(new BigInteger(bytes, isUnsigned: true));
        }

        return values.Select(v => ((v % p) + p) % p).Distinct().ToList();
    }
}
