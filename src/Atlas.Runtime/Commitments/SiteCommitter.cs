using System.Runtime.InteropServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// One-hot commitments: a row of P_s(c, e, a) is a sum of selected points of the reference string, one addition a digit (docs/protocol.md §3). Rows
/// of all sites are divided among the threads by the number of their ones.
/// </summary>
internal sealed class SiteCommitter
{
    /// <summary>Points that are selected before they are summed.</summary>
    private const int BatchPoints = 1 << 16;

    private readonly CompiledModel _model;
    private readonly SiteDigits[] _digits;
    private readonly Srs _srs;

    public SiteCommitter(CompiledModel model, Witness witness, Srs srs)
    {
        _model = model;
        _digits = Array.ConvertAll(model.Sites, commitment => witness.Digits(commitment.Site));
        _srs = srs;
    }

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
        var indices = new List<int>(BatchPoints);
        var starts = new List<int> { 0 };
        int first = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            Select(_digits[rows[i].Site], _model.Sites[rows[i].Site].Rows[rows[i].Row], indices);
            starts.Add(indices.Count);
            if (indices.Count < BatchPoints && i + 1 < rows.Length)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var sums = new G1Affine[starts.Count - 1];
            SubsetSum.Compute(
                _srs.Powers, CollectionsMarshal.AsSpan(indices), CollectionsMarshal.AsSpan(starts), sums);
            for (int j = 0; j < sums.Length; j++)
            {
                (int site, int row) = rows[first + j];
                commitments[site][row] = sums[j];
            }

            first = i + 1;
            indices.Clear();
            starts.Clear();
            starts.Add(0);
        }
    }

    /// <summary>Cell indices, within the row, of the row's ones.</summary>
    private void Select(SiteDigits digits, int row, List<int> indices)
    {
        foreach ((int c, int start, int count, int cell) in Runs(digits, row))
        {
            ReadOnlySpan<byte> run = digits[c].Slice(start, count);
            for (int e = 0; e < run.Length; e++)
            {
                if (SiteDigits.IsDigit(run[e]))
                {
                    indices.Add(cell + (e << Site.Kappa) + run[e]);
                }
            }
        }
    }

    private int CountOnes(SiteDigits digits, int row)
    {
        int ones = 0;
        foreach ((int c, int start, int count, _) in Runs(digits, row))
        {
            ones += count - digits[c].Slice(start, count).Count(Site.NoDigit);
        }

        return ones;
    }

    /// <summary>A row's columns (c, e) as runs within one digit, each with the row's cell at which it begins.</summary>
    private IEnumerable<(int Digit, int Start, int Count, int Cell)> Runs(SiteDigits digits, int row)
    {
        int width = Math.Max(1, 1 << _model.LogWidth >> Site.Kappa), size = digits.Size;
        long first = (long)row * width;
        if (size >= width)
        {
            yield return ((int)(first / size), (int)(first % size), width, 0);
            yield break;
        }

        for (int c = (int)(first / size), end = Math.Min(digits.Site.Count, c + (width / size)), cell = 0; c < end; c++, cell += size << Site.Kappa)
        {
            yield return (c, 0, size, cell);
        }
    }
}
