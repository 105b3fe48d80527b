using Atlas.Runtime.Curves;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// The points that a one-hot row selects. A column is sixteen cells, of which at most one is a one; for two neighbouring columns there is a table
/// of all 256 sums of a point of either, so that two digits are one addition (the "four Russians" of Arlazarov, Dinic, Kronrod, Faradzev, 1970).
/// </summary>
internal sealed class ColumnSelector
{
    /// <summary>Rows up to this width get the table of sums: 16 MB at most.</summary>
    private const int MaxLogSums = 15;

    private const int PairSums = Site.K * Site.K;

    /// <summary>Pairs of columns whose sums are made with shared inversions.</summary>
    private const int PairsPerBatch = 8;

    private static readonly int[] Targets = [.. Enumerable.Range(0, PairsPerBatch * PairSums)];
    private static readonly int[] Left = Array.ConvertAll(Targets, static i => ((i / PairSums) * 2 * Site.K) + (i / Site.K % Site.K));
    private static readonly int[] Right = Array.ConvertAll(Targets, static i => ((((i / PairSums) * 2) + 1) * Site.K) + (i % Site.K));

    private readonly AlignedPoints _points;
    private readonly int _sums;

    public ColumnSelector(ReadOnlySpan<G1Affine> powers, int logWidth, int threads)
    {
        int width = 1 << logWidth, pairs = logWidth <= MaxLogSums ? width / (2 * Site.K) : 0;
        _sums = pairs * PairSums;
        _points = new AlignedPoints(_sums + width);
        powers[..width].CopyTo(_points.Span[_sums..]);
        StaticPartition.For(threads, pairs, (start, end, _) =>
        {
            for (int pair = start; pair < end; pair += PairsPerBatch)
            {
                int count = Math.Min(PairsPerBatch, end - pair) * PairSums;
                Span<G1Affine> sums = _points.Span.Slice(pair * PairSums, count), cells = _points.Span[(_sums + (pair * 2 * Site.K))..];
                AffinePairs.Add(sums, Targets.AsSpan(0, count), cells, Left.AsSpan(0, count), Right.AsSpan(0, count));
            }
        });
    }

    /// <summary>What <see cref="Select"/> points into.</summary>
    public ReadOnlySpan<G1Affine> Points => _points.Span;

    /// <summary>Writes indices whose points add up to those of the columns' ones; returns how many.</summary>
    /// <param name="digits">One byte a column: the place of its one, or 16 and more if it has none.</param>
    /// <param name="column">The first digit's column in the row.</param>
    /// <param name="indices">At least as many as digits.</param>
    public int Select(ReadOnlySpan<byte> digits, int column, Span<int> indices)
    {
        int count = 0, e = 0;
        if (_sums > 0)
        {
            if (column % 2 != 0 && e < digits.Length)
            {
                SelectOne(digits, e++, column, indices, ref count);
            }

            for (; e + 1 < digits.Length; e += 2)
            {
                int first = digits[e], second = digits[e + 1];
                if ((first | second) < Site.K)
                {
                    indices[count++] = (((column + e) / 2) * PairSums) + (first * Site.K) + second;
                }
                else
                {
                    SelectOne(digits, e, column, indices, ref count);
                    SelectOne(digits, e + 1, column, indices, ref count);
                }
            }
        }

        for (; e < digits.Length; e++)
        {
            SelectOne(digits, e, column, indices, ref count);
        }

        return count;
    }

    private void SelectOne(ReadOnlySpan<byte> digits, int e, int column, Span<int> indices, ref int count)
    {
        if (digits[e] < Site.K)
        {
            indices[count++] = _sums + ((column + e) * Site.K) + digits[e];
        }
    }
}
