using Atlas.Runtime.Fields;
using Atlas.Runtime.Transcripts;

namespace Atlas.Bench.Micro;

/// <summary>Reproducible operands.</summary>
internal static class BenchData
{
    public static Fr[] Scalars(int count, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[64];
        var scalars = new Fr[count];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            scalars[i] = Fr.FromWide(bytes);
        }

        return scalars;
    }

    /// <summary>Elements of the base field.</summary>
    public static Fq[] Coordinates(int count, int seed)
    {
        var random = new Random(seed);
        var coordinates = new Fq[count];
        for (int i = 0; i < count; i++)
        {
            coordinates[i] = Fq.FromUInt64((ulong)random.NextInt64(1, long.MaxValue)).Invert();
        }

        return coordinates;
    }

    /// <summary>A sumcheck challenge.</summary>
    public static Fr Challenge { get; } = new Transcript().Challenge();

    /// <summary>Signed integers of 32 bits.</summary>
    public static long[] Integers(int count, int seed)
    {
        var random = new Random(seed);
        var integers = new long[count];
        for (int i = 0; i < count; i++)
        {
            integers[i] = random.Next(int.MinValue, int.MaxValue);
        }

        return integers;
    }
}
