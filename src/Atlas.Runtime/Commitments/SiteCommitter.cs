using System.Buffers;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// One-hot commitments: a row of P_s(c, e, a) is a sum of selected points of the reference string (docs/protocol.md §3), two digits an
/// addition. Rows of all sites are divided among the threads by the number of their ones.
/// </summary>
internal sealed class SiteCommitter
{
    /// <summary>Points that are selected before they are summed.</summary>
    private const int BatchPoints = 1 << 14;

    private readonly CompiledModel _model;
    private readonly SiteDigits[] _digits;
    private readonly ColumnSelector _selector;

    public SiteCommitter(CompiledModel model, Witness witness, ColumnSelector selector)
    {
        _model = model;
        _digits = Array.ConvertAll(model.Sites, commitment => witness.Digits(commitment.Site));
        _selector = selector;
    }

    /// <summary>Columns of a row.</summary>
    private int Columns => Math.Max(1, 1 << _model.LogWidth >> Site.Kappa);

    /// <summary>The rows of every site, in the model's order.</summary>
    public G1Affine[][] Commit(int threads, CancellationToken cancellation)
    {
        (int Site, int Row)[] rows = [.. _model.Sites.SelectMany(static (commitment, s) => Enumerable.Range(0, commitment.Rows.Length).Select(i => (s, i)))];
        var ends = new long[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++)
        {
            ends[i + 1] = ends[i] + CountOnes(_digits[rows[i].Site], _model.Sites[rows[i].Site].Rows[rows[i].Row]);
        }

        G1Affine[][] commitments = Array.ConvertAll(_model.Sites, static commitment => new G1Affine[commitment.Rows.Length]);
        StaticPartition.For(threads, threads, (worker, _, _) =>
        {
            int start = RowAt(ends, worker, threads), end = RowAt(ends, worker + 1, threads);
            CommitRange(rows.AsSpan(start, end - start), commitments, cancellation);
        });
        return commitments;
    }

    /// <summary>First row of a worker's share of the ones.</summary>
    private static int RowAt(long[] ends, int worker, int workers)
    {
        if (worker == 0 || worker == workers)
        {
            return worker == 0 ? 0 : ends.Length - 1;
        }

        int index = Array.BinarySearch(ends, ends[^1] * worker / workers);
        return Math.Min(index < 0 ? ~index : index, ends.Length - 1);
    }

    private void CommitRange(ReadOnlySpan<(int Site, int Row)> rows, G1Affine[][] commitments, CancellationToken cancellation)
    {
        int longest = Columns, capacity = BatchPoints + longest;
        int[] indices = ArrayPool<int>.Shared.Rent(capacity), starts = ArrayPool<int>.Shared.Rent(rows.Length + 1);
        G1Affine[] sums = ArrayPool<G1Affine>.Shared.Rent(rows.Length);
        for (int first = 0; first < rows.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = 0, end = first;
            for (; end < rows.Length && count < BatchPoints; end++)
            {
                starts[end - first] = count;
                count += Select(_digits[rows[end].Site], _model.Sites[rows[end].Site].Rows[rows[end].Row], indices.AsSpan(count, longest));
            }

            starts[end - first] = count;
            SubsetSum.Compute(_selector.Points, indices.AsSpan(0, count), starts.AsSpan(0, end - first + 1), sums.AsSpan(0, end - first));
            for (int i = first; i < end; i++)
            {
                commitments[rows[i].Site][rows[i].Row] = sums[i - first];
            }

            first = end;
        }

        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<G1Affine>.Shared.Return(sums);
    }

    /// <summary>Indices of the points of a row's ones.</summary>
    private int Select(SiteDigits digits, int row, Span<int> indices)
    {
        int count = 0;
        for (int run = 0, runs = RunCount(digits, row); run < runs; run++)
        {
            count += _selector.Select(Run(digits, row, run), run * digits.Size, indices[count..]);
        }

        return count;
    }

    private int CountOnes(SiteDigits digits, int row)
    {
        int ones = 0;
        for (int run = 0, runs = RunCount(digits, row); run < runs; run++)
        {
            ReadOnlySpan<byte> own = Run(digits, row, run);
            ones += own.Length - own.Count(Site.NoDigit);
        }

        return ones;
    }

    /// <summary>A row's columns (c, e) are a part of one digit's elements, or all elements of some digits.</summary>
    private int RunCount(SiteDigits digits, int row) =>
        digits.Size >= Columns ? 1 : Math.Min(digits.Site.Count - FirstDigit(digits, row), Columns / digits.Size);

    private ReadOnlySpan<byte> Run(SiteDigits digits, int row, int run) => digits.Size >= Columns
        ? digits[FirstDigit(digits, row)].Slice((int)((long)row * Columns % digits.Size), Columns)
        : digits[FirstDigit(digits, row) + run];

    private int FirstDigit(SiteDigits digits, int row) => (int)((long)row * Columns / digits.Size);
}
