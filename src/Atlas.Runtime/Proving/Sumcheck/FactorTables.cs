using System.Buffers;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Proving;

/// <summary>Tables of several multilinear polynomials in the same variables, one after the other in pooled memory; all are bound together, in place.</summary>
internal sealed class FactorTables : IDisposable
{
    /// <summary>Field elements below which filling is not worth a second thread.</summary>
    private const int ParallelElements = 1 << 11;

    private readonly int _stride;
    private Fr[] _array;

    /// <summary>Tables with arbitrary contents.</summary>
    public FactorTables(int count, int length)
    {
        Count = count;
        Length = _stride = length;
        _array = ArrayPool<Fr>.Shared.Rent(count * length);
    }

    public int Count { get; }

    public int Length { get; private set; }

    /// <summary>The lines of tables that have, or will have, this length.</summary>
    public FactorLines Lines(int length) => new(_array, Count, _stride, length / 2);

    public Span<Fr> this[int factor] => _array.AsSpan(factor * _stride, Length);

    /// <summary>Writes the tables [first, last).</summary>
    public void Fill(int first, int last, FactorFill fill, int threads) =>
        StaticPartition.For((last - first) * Length < ParallelElements ? 1 : threads, Length, (start, end, _) =>
        {
            for (int f = first; f < last; f++)
            {
                fill(this[f], f, start, end);
            }
        });

    /// <summary>The leading variable bound to r, for the entries [start, start + count) of the tables that come out.</summary>
    public void Fold(int start, int count, Fr r)
    {
        for (int f = 0; f < Count; f++)
        {
            Span<Fr> table = this[f], low = table.Slice(start, count);
            Kernels.Fold(low, low, table.Slice((Length / 2) + start, count), r);
        }
    }

    /// <summary>The leading variable of all tables bound to r.</summary>
    public void FoldAll(Fr r, int threads)
    {
        int half = Length / 2;
        StaticPartition.For(Count * half < ParallelElements ? 1 : threads, half, (start, end, _) => Fold(start, end - start, r));
        Halve();
    }

    /// <summary>All entries are folded.</summary>
    public void Halve() => Length /= 2;

    public void Dispose()
    {
        if (_array.Length > 0)
        {
            ArrayPool<Fr>.Shared.Return(_array);
            _array = [];
        }
    }
}

/// <summary>Writes the cells [start, end) of one factor's table.</summary>
internal delegate void FactorFill(Span<Fr> table, int factor, int start, int end);
