using Atlas.Runtime.Fields;

namespace Atlas.Bench;

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
