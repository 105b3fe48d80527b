#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>
/// A dense constant on its way from the ONNX file to the integers that are committed: read, rearranged, folded with its neighbours in
/// double arithmetic, quantised. Row-major; every step returns a new value. Key set-up, prover and compiler run these very steps, so
/// they agree bit for bit. Errors are <see cref="ArgumentException"/>: the steps come from a compiled plan, not from a user.
/// </summary>
public sealed partial class Weights
{
    private readonly double[] values;
    private readonly int[] dimensions;

    private Weights(double[] values, int[] dimensions)
    {
        if (values.Length != Product(dimensions))
        {
            throw new ArgumentException($"{values.Length} values for [{string.Join(",", dimensions)}]");
        }

        this.values = values;
        this.dimensions = dimensions;
    }

    public ReadOnlySpan<double> Values => values;

    public ReadOnlySpan<int> Dimensions => dimensions;

    /// <summary>Elements of a shape that lie, little-endian and row-major, at a byte offset of a file.</summary>
    public static Weights Load(ReadOnlySpan<byte> file, long offset, WeightType type, params int[] dimensions)
    {
        int count = Product(dimensions);
        return new(WeightDecoder.Decode(file.Slice(checked((int)offset), count * WeightDecoder.SizeOf(type)), type, count), dimensions);
    }

    /// <summary>A small constant that the ONNX file has in no plain form.</summary>
    public static Weights Literal(double[] values, params int[] dimensions) => new(values, dimensions);

    /// <summary>floor(x·2^bits + ½), the integers that stand for the values at a scale of that many fraction bits.</summary>
    public long[] Quantise(int bits)
    {
        double scale = WeightDecoder.PowerOfTwo(bits);
        return Array.ConvertAll(values, value => ToInteger(Math.Floor(value * scale + 0.5)));
    }

    /// <summary>The values themselves, which are integers.</summary>
    public long[] Exact() =>
        Array.ConvertAll(values, value => value == Math.Floor(value) ? ToInteger(value) : throw new ArgumentException($"{value} is no integer"));

    // 2^53: beyond it not every integer is a double.
    private static long ToInteger(double value) =>
        Math.Abs(value) <= 9007199254740992.0 ? (long)value : throw new ArgumentException("a constant does not fit 53 bits");

    private static int Product(int[] dimensions)
    {
        int product = 1;
        foreach (int dimension in dimensions)
        {
            product = checked(product * dimension);
        }

        return product;
    }
}
