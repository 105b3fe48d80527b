using System.Numerics;
using Atlas.Runtime.Serialization;

namespace Atlas.Runtime.Tests.Serialization;

public class PackedIntegersTests
{
    /// <summary>Both sides of every border between two widths.</summary>
    private static readonly long[] Edges =
        [0, .. Enumerable.Range(1, 7).SelectMany(static bytes => new long[] { 1L << ((8 * bytes) - 1), (1L << ((8 * bytes) - 1)) - 1 }).SelectMany(static v => new[] { v, -v, -v - 1 }), long.MinValue, long.MaxValue];

    [Fact]
    public void Width_OfEdgeValues_IsTheLongestTwosComplement()
    {
        foreach (long a in Edges)
        {
            foreach (long b in Edges)
            {
                Assert.Equal(Math.Max(new BigInteger(a).GetByteCount(), new BigInteger(b).GetByteCount()), PackedIntegers.Width([a, b]));
            }
        }
    }

    [Fact]
    public void Width_OfNothing_IsOne() => Assert.Equal(1, PackedIntegers.Width([]));

    [Fact]
    public void Read_OfWhatWasWritten_GivesTheIntegersBack()
    {
        for (int width = 1; width <= PackedIntegers.MaxWidth; width++)
        {
            long[] values = [.. Edges.Where(v => PackedIntegers.Width([v]) <= width)], read = new long[values.Length];
            var writer = new ByteWriter();

            PackedIntegers.Write(writer, values, width);
            PackedIntegers.Read(writer.ToArray(), width, read);

            Assert.Equal(values.Length * width, writer.Length);
            Assert.Equal(values, read);
        }
    }
}
