using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// The padded table of a tensor: 2^Variables integers, zero outside of the true shape. 64 bits a cell, or 128 where a value does not fit; which of
/// the two is decided by the values themselves, so a table is wide only if it has to be.
/// </summary>
public sealed class IntegerTensor
{
    /// <summary>Cells below which a pass is not worth a second thread.</summary>
    private const int ParallelCells = 1 << 12;

    private readonly long[]? _narrow;
    private readonly Int128[]? _wide;

    /// <param name="info">Its shape.</param>
    /// <param name="values">2^Variables cells; the tensor keeps the array.</param>
    public IntegerTensor(TensorInfo info, long[] values)
    {
        RequireSize(info, values.Length);
        Info = info;
        _narrow = values;
        Magnitude = MagnitudeOf(values);
    }

    private IntegerTensor(TensorInfo info, Int128[] values)
    {
        Info = info;
        _wide = values;
        foreach (Int128 value in values)
        {
            Magnitude = Math.Max(Magnitude, Math.Abs((double)value));
        }
    }

    public TensorInfo Info { get; }

    /// <summary>Whether the cells are 64-bit integers.</summary>
    public bool IsNarrow => _narrow is not null;

    /// <summary>Largest absolute value, rounded to double precision: decides whether a product or sum may be taken in 64 bits.</summary>
    public double Magnitude { get; }

    /// <summary>The cells of a narrow tensor.</summary>
    public ReadOnlySpan<long> Cells => _narrow ?? throw new InvalidOperationException($"{Info} holds integers of more than 64 bits.");

    /// <summary>The cells of a narrow tensor, as the array itself.</summary>
    internal long[] Array => _narrow ?? throw new InvalidOperationException($"{Info} holds integers of more than 64 bits.");

    public Int128 this[int cell] => _narrow is { } narrow ? narrow[cell] : _wide![cell];

    /// <summary>A tensor of 128-bit integers, narrowed if all of them fit 64 bits.</summary>
    public static IntegerTensor FromWide(TensorInfo info, Int128[] values)
    {
        RequireSize(info, values.Length);
        foreach (Int128 value in values)
        {
            if (value != (long)value)
            {
                return new IntegerTensor(info, values);
            }
        }

        return new IntegerTensor(info, System.Array.ConvertAll(values, static v => (long)v));
    }

    /// <summary>The multilinear extension at a point: one integer × field product a cell, weights of the low and the high variables apart.</summary>
    public Fr Evaluate(ReadOnlySpan<Fr> point, int threads = 1)
    {
        int low = Math.Min(point.Length, Math.Max(8, (point.Length + 1) / 2)), size = 1 << low;
        Fr[] inner = Multilinear.EqTable(point[^low..]), outer = Multilinear.EqTable(point[..^low]);
        var partial = new Fr[outer.Length];
        StaticPartition.For(Info.PaddedSize < ParallelCells ? 1 : threads, outer.Length, (start, end, _) =>
        {
            for (int x = start; x < end; x++)
            {
                partial[x] = outer[x] * Dot(inner, x * size);
            }
        });
        Fr sum = Fr.Zero;
        foreach (Fr part in partial)
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>All cells as field elements.</summary>
    public void ToField(Span<Fr> destination) => ToField(0, destination);

    /// <summary>The cells from <paramref name="start"/> on as field elements.</summary>
    internal void ToField(int start, Span<Fr> destination)
    {
        if (_narrow is { } narrow)
        {
            IntegerConversion.ToField(narrow.AsSpan(start, destination.Length), destination);
            return;
        }

        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = Field(start + i);
        }
    }

    /// <summary>One cell as a field element.</summary>
    internal Fr Field(int cell) => Fr.FromInt128(this[cell]);

    /// <summary>The trailing variables bound at a point: destination[x] = Σ_y eq(point, y)·t(x, y).</summary>
    internal void BindTrailing(ReadOnlySpan<Fr> point, Memory<Fr> destination, int threads)
    {
        Fr[] weights = Multilinear.EqTable(point);
        StaticPartition.For(Info.PaddedSize < ParallelCells ? 1 : threads, destination.Length, (start, end, _) =>
        {
            Span<Fr> rows = destination.Span;
            for (int x = start; x < end; x++)
            {
                rows[x] = Dot(weights, x * weights.Length);
            }
        });
    }

    /// <summary>The leading variables bound at a point: destination[y] = Σ_x eq(point, x)·t(x, y).</summary>
    internal void BindLeading(ReadOnlySpan<Fr> point, Memory<Fr> destination, int threads)
    {
        Fr[] weights = Multilinear.EqTable(point);
        int columns = destination.Length;
        int[] rowOffsets = new int[weights.Length], columnOffsets = new int[columns];
        for (int x = 0; x < rowOffsets.Length; x++)
        {
            rowOffsets[x] = x * columns;
        }

        for (int y = 0; y < columns; y++)
        {
            columnOffsets[y] = y;
        }

        StaticPartition.For(Info.PaddedSize < ParallelCells ? 1 : threads, columns, (start, end, _) =>
            Combine(weights, rowOffsets, columnOffsets.AsSpan(start..end), destination.Span[start..end]));
    }

    /// <summary>destination[j] = Σ_i weights[i]·cell(rows[i] + columns[j]).</summary>
    internal void Combine(ReadOnlySpan<Fr> weights, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<Fr> destination)
    {
        if (_narrow is { } narrow)
        {
            Kernels.CombineRows(destination, weights, narrow, rows, columns);
            return;
        }

        for (int j = 0; j < columns.Length; j++)
        {
            var sum = new FrAccumulator();
            for (int i = 0; i < weights.Length; i++)
            {
                sum.AddProduct(weights[i], _wide![rows[i] + columns[j]]);
            }

            destination[j] = sum.Reduce();
        }
    }

    /// <summary>Σ_i weights[i]·cell(start + i).</summary>
    private Fr Dot(Fr[] weights, int start)
    {
        if (_narrow is { } narrow)
        {
            return Kernels.InnerProduct(weights, narrow.AsSpan(start, weights.Length));
        }

        var sum = new FrAccumulator();
        for (int i = 0; i < weights.Length; i++)
        {
            sum.AddProduct(weights[i], _wide![start + i]);
        }

        return sum.Reduce();
    }

    private static double MagnitudeOf(ReadOnlySpan<long> values)
    {
        long low = 0, high = 0;
        foreach (long value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return Math.Max(-(double)low, high);
    }

    private static void RequireSize(TensorInfo info, int length)
    {
        if (length != info.PaddedSize)
        {
            throw new ArgumentException($"{info} has a table of {info.PaddedSize} cells, not {length}.");
        }
    }
}
