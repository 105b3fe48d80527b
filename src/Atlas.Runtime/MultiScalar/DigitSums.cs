using System.Buffers;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.MultiScalar;

/// <summary>Digits of <see cref="DigitSums"/> that belong to points which follow one another.</summary>
/// <param name="First">Position of the first digit.</param>
/// <param name="Count">Number of digits.</param>
/// <param name="Point">Index of the first digit's point.</param>
internal readonly record struct DigitRun(int First, int Count, int Point);

/// <summary>
/// Σ d_i·P_i for groups of signed digits d_i: Pippenger's buckets. Every bucket is the sum of the points with one |d|, and buckets are weighted by
/// <see cref="BucketWeights"/>; all of it is affine additions.
/// </summary>
internal static class DigitSums
{
    /// <summary>
    /// Parts of every group's sum, as <see cref="BucketWeights.Accumulate"/> takes them: <paramref name="width"/> points a group. Digits are in
    /// [-2^(width-1), 2^(width-1)].
    /// </summary>
    /// <param name="points">What runs point into.</param>
    /// <param name="digits">All digits.</param>
    /// <param name="runs">Group after group.</param>
    /// <param name="runsPerGroup">How many runs each group has.</param>
    /// <param name="width">Bits of a digit, sign included.</param>
    /// <param name="threads">Sums are the same for any number.</param>
    public static G1Affine[] Compute(
        ReadOnlySpan<G1Affine> points, short[] digits, DigitRun[] runs, int runsPerGroup, int width, int threads)
    {
        int groups = runs.Length / runsPerGroup, buckets = 1 << (width - 1);
        int[] ends = ArrayPool<int>.Shared.Rent(groups * buckets);
        var groupRows = new int[groups + 1];
        var groupPoints = new int[groups + 1];
        StaticPartition.For(threads, groups, (start, end, _) =>
        {
            for (int g = start; g < end; g++)
            {
                Span<int> counts = ends.AsSpan(g * buckets, buckets);
                Count(digits, runs.AsSpan(g * runsPerGroup, runsPerGroup), counts, out groupRows[g + 1], out groupPoints[g + 1]);
            }
        });
        for (int g = 0; g < groups; g++)
        {
            groupRows[g + 1] += groupRows[g];
            groupPoints[g + 1] += groupPoints[g];
        }

        int rows = groupRows[groups];
        int[] indices = ArrayPool<int>.Shared.Rent(groupPoints[groups]), starts = ArrayPool<int>.Shared.Rent(rows + 1);
        int[] magnitudes = ArrayPool<int>.Shared.Rent(rows);
        G1Affine[] sums = ArrayPool<G1Affine>.Shared.Rent(rows);
        starts[rows] = groupPoints[groups];
        StaticPartition.For(threads, groups, (start, end, _) =>
        {
            for (int g = start; g < end; g++)
            {
                Span<int> own = ends.AsSpan(g * buckets, buckets);
                Open(own, groupPoints[g], starts.AsSpan(groupRows[g]), magnitudes.AsSpan(groupRows[g]));
                Sort(digits, runs.AsSpan(g * runsPerGroup, runsPerGroup), own, indices);
            }
        });
        SubsetSum.Compute(points, indices.AsSpan(0, starts[rows]), starts.AsSpan(0, rows + 1), sums.AsSpan(0, rows), threads);
        G1Affine[] parts = BucketWeights.Compute(sums, magnitudes, groupRows, width, threads);
        ArrayPool<int>.Shared.Return(ends);
        ArrayPool<int>.Shared.Return(indices);
        ArrayPool<int>.Shared.Return(starts);
        ArrayPool<int>.Shared.Return(magnitudes);
        ArrayPool<G1Affine>.Shared.Return(sums);
        return parts;
    }

    /// <summary>The points of every bucket |d| - 1, and how many buckets have one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(ReadOnlySpan<short> digits, ReadOnlySpan<DigitRun> runs, Span<int> counts, out int used, out int total)
    {
        counts.Clear();
        foreach (DigitRun run in runs)
        {
            foreach (short digit in digits.Slice(run.First, run.Count))
            {
                if (digit != 0)
                {
                    counts[Math.Abs((int)digit) - 1]++;
                }
            }
        }

        (used, total) = (0, 0);
        foreach (int count in counts)
        {
            used += count != 0 ? 1 : 0;
            total += count;
        }
    }

    /// <summary>Turns counts into the positions where buckets begin; empty ones get no row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Open(Span<int> buckets, int position, Span<int> starts, Span<int> magnitudes)
    {
        int row = 0;
        for (int bucket = 0; bucket < buckets.Length; bucket++)
        {
            int count = buckets[bucket];
            if (count != 0)
            {
                starts[row] = position;
                magnitudes[row++] = bucket;
            }

            buckets[bucket] = position;
            position += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(ReadOnlySpan<short> digits, ReadOnlySpan<DigitRun> runs, Span<int> next, Span<int> indices)
    {
        foreach (DigitRun run in runs)
        {
            int point = run.Point;
            foreach (short digit in digits.Slice(run.First, run.Count))
            {
                if (digit != 0)
                {
                    indices[next[Math.Abs((int)digit) - 1]++] = digit < 0 ? ~point : point;
                }

                point++;
            }
        }
    }
}
