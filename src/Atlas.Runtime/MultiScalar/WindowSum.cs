using System.Buffers;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Σ d_i·P_i for the digits d_i of one window. Buckets collect the points of each |d|; then Σ_i (i+1)·S_i over buckets S_i is reduced on a
/// grid, i = hi·2^l + lo: sums of its lines, then one sum for each bit of hi and lo. That is about two affine additions a bucket.
/// </summary>
internal static class WindowSum
{
    /// <summary>Points that <see cref="Compute"/> writes for windows of this width: one a bit of i, and the sum over all i.</summary>
    public static int Parts(int width) => width;

    /// <summary>Writes parts with window sum = parts[width-1] + Σ_{j &lt; width-1} 2^j·parts[j].</summary>
    public static void Compute(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<short> digits, int width, Span<G1Affine> parts)
    {
        var lowBits = (width - 1) / 2;
        var highBits = width - 1 - lowBits;
        var pooled = ArrayPool<G1Affine>.Shared.Rent(1 << (width - 1));
        var buckets = pooled.AsSpan(0, 1 << (width - 1));
        FillBuckets(bases, digits, buckets);
        var lines = new G1Affine[(1 << lowBits) + (1 << highBits)];
        SumLines(buckets, lowBits, lines);
        SumBits(lines, lowBits, highBits, parts);
        ArrayPool<G1Affine>.Shared.Return(pooled);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillBuckets(ReadOnlySpan<G1Affine> bases, ReadOnlySpan<short> digits, Span<G1Affine> buckets)
    {
        // Counting sort: starts[b] is where bucket b begins, next[b] where its next point goes.
        var starts = new int[buckets.Length + 1];
        foreach (var digit in digits)
        {
            starts[Math.Abs((int)digit)]++;
        }

        starts[0] = 0;
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            starts[bucket + 1] += starts[bucket];
        }

        var next = starts.AsSpan(0, buckets.Length).ToArray();
        var indices = ArrayPool<int>.Shared.Rent(digits.Length);
        for (var i = 0; i < digits.Length; i++)
        {
            if (digits[i] != 0)
            {
                indices[next[Math.Abs((int)digits[i]) - 1]++] = digits[i] < 0 ? ~i : i;
            }
        }

        SubsetSum.Compute(bases, indices.AsSpan(0, starts[^1]), starts, buckets);
        ArrayPool<int>.Shared.Return(indices);
    }

    /// <summary>lines[lo] = Σ_hi S, then lines[2^lowBits + hi] = Σ_lo S.</summary>
    private static void SumLines(ReadOnlySpan<G1Affine> buckets, int lowBits, Span<G1Affine> lines)
    {
        var low = 1 << lowBits;
        var rows = new RowList(2 * buckets.Length);
        for (var lo = 0; lo < low; lo++)
        {
            for (var i = lo; i < buckets.Length; i += low)
            {
                rows.AddUnlessInfinite(buckets, i);
            }

            rows.EndRow();
        }

        for (var i = 0; i < buckets.Length; i++)
        {
            rows.AddUnlessInfinite(buckets, i);
            if ((i & (low - 1)) == low - 1)
            {
                rows.EndRow();
            }
        }

        SubsetSum.Compute(buckets, rows.Indices, rows.Starts, lines);
    }

    private static void SumBits(ReadOnlySpan<G1Affine> lines, int lowBits, int highBits, Span<G1Affine> parts)
    {
        var rows = new RowList(lines.Length * (Math.Max(lowBits, highBits) + 1));
        for (var bit = 0; bit < lowBits; bit++)
        {
            AddRow(lines, 0, 1 << lowBits, 1 << bit);
        }

        for (var bit = 0; bit < highBits; bit++)
        {
            AddRow(lines, 1 << lowBits, 1 << highBits, 1 << bit);
        }

        AddRow(lines, 1 << lowBits, 1 << highBits, 0);
        SubsetSum.Compute(lines, rows.Indices, rows.Starts, parts);

        // One row: the lines of a direction whose coordinate has all bits of the mask.
        void AddRow(ReadOnlySpan<G1Affine> points, int first, int count, int mask)
        {
            for (var coordinate = 0; coordinate < count; coordinate++)
            {
                if ((coordinate & mask) == mask)
                {
                    rows.AddUnlessInfinite(points, first + coordinate);
                }
            }

            rows.EndRow();
        }
    }

    /// <summary>Rows of indices as <see cref="SubsetSum"/> takes them.</summary>
    private sealed class RowList(int capacity)
    {
        private readonly int[] indices = new int[capacity];
        private readonly List<int> starts = [0];
        private int count;

        public ReadOnlySpan<int> Indices => indices.AsSpan(0, count);

        public ReadOnlySpan<int> Starts => starts.ToArray();

        public void AddUnlessInfinite(ReadOnlySpan<G1Affine> points, int index)
        {
            if (!points[index].IsInfinity)
            {
                indices[count++] = index;
            }
        }

        public void EndRow() => starts.Add(count);
    }
}
