#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>Integer tables of real functions, the same on every platform (docs/semantics.md).</summary>
public static class LookupTable
{
    /// <summary>
    /// Entry i is floor(f(x)·2^outputBits + ½) at x = (start + i)·2^-inputBits: the table of an activation.
    /// </summary>
    /// <exception cref="OverflowException">f leaves the fixed-point range.</exception>
    public static long[] Build(long start, int count, int inputBits, int outputBits, Func<Fixed, Fixed> f) =>
        Tabulate(count, outputBits, f, i => Fixed.Scaled(start + i, inputBits));

    /// <summary>
    /// Entry i stands for the interval [i·step, (i + 1)·step), step = 2^-inputBits, and holds the value at its midpoint:
    /// the table behind a site that floors, as the exponential of a softmax.
    /// </summary>
    /// <exception cref="OverflowException">f leaves the fixed-point range.</exception>
    public static long[] BuildMidpoints(int count, int inputBits, int outputBits, Func<Fixed, Fixed> f) =>
        Tabulate(count, outputBits, f, i => Fixed.Scaled(2L * i + 1, inputBits + 1));

    private static long[] Tabulate(int count, int outputBits, Func<Fixed, Fixed> f, Func<int, Fixed> argument)
    {
        var values = new long[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = f(argument(i)).ToScaledInteger(outputBits);
        }

        return values;
    }
}
