using System.Buffers;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Tensors;

/// <summary>A table of field elements on a Boolean cube whose leading variable is bound round by round, in place; its memory is pooled.</summary>
internal sealed class FieldTable : IDisposable
{
    /// <summary>Pairs below which binding is not worth a second thread.</summary>
    private const int ParallelPairs = 1 << 9;

    private Fr[] _array;

    private FieldTable(int length)
    {
        _array = ArrayPool<Fr>.Shared.Rent(length);
        Length = length;
    }

    public int Length { get; private set; }

    public Span<Fr> Span => _array.AsSpan(0, Length);

    public Memory<Fr> Memory => _array.AsMemory(0, Length);

    public Halves Halves => new(Low, High);

    /// <summary>The lines [start, end) of the leading variable.</summary>
    public Halves Lines(int start, int end) => new(Low[start..end], High[start..end]);

    /// <summary>The lower half: the leading variable is 0.</summary>
    public ReadOnlySpan<Fr> Low => _array.AsSpan(0, Length / 2);

    /// <summary>The upper half: the leading variable is 1.</summary>
    public ReadOnlySpan<Fr> High => _array.AsSpan(Length / 2, Length / 2);

    public Fr this[int index]
    {
        get => _array[index];
        set => _array[index] = value;
    }

    /// <summary>A table with arbitrary contents.</summary>
    public static FieldTable Rent(int length) => new(length);

    /// <summary>A table of zeros.</summary>
    public static FieldTable Zeros(int length)
    {
        var table = new FieldTable(length);
        table.Span.Clear();
        return table;
    }

    /// <summary>The front of a sum on the whole Boolean cube.</summary>
    public static FieldTable Of(Front front, int threads)
    {
        var table = new FieldTable(1 << front.Variables);
        FrontTable.Write(front, table.Memory, threads);
        return table;
    }

    public static FieldTable Copy(ReadOnlySpan<Fr> values)
    {
        var table = new FieldTable(values.Length);
        values.CopyTo(table.Span);
        return table;
    }

    /// <summary>low + r·(high - low): one product a pair.</summary>
    public void Bind(Fr r, int threads)
    {
        int half = Length / 2;
        Fr[] array = _array;
        StaticPartition.For(half < ParallelPairs ? 1 : threads, half, (start, end, _) =>
        {
            int count = end - start;
            Span<Fr> low = array.AsSpan(start, count);
            Kernels.Fold(low, low, array.AsSpan(half + start, count), r);
        });
        Length = half;
    }

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<Fr>.Shared.Return(_array);
            _array = [];
        }
    }
}
