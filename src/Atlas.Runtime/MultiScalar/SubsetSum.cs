using System.Buffers;
using System.Runtime.CompilerServices;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Sums of selected points, many at once: commitments of one-hot vectors, and the buckets of <see cref="Msm"/>. Rows are added as pairwise
/// trees; one pass halves all rows of a block with one shared inversion, so an addition costs six products.
/// </summary>
public static class SubsetSum
{
    /// <summary>Points a block holds at most (unless one row is longer): enough to spread inversions, few enough for the second-level cache.</summary>
    private const int BlockPoints = 4096;

    /// <summary>Below this many pairs in a pass, a Jacobian sum is cheaper than the pass's inversion.</summary>
    private const int FewPairs = 8;

    /// <summary>
    /// rowSums[i] = Σ_j bases[indices[j]], j from rowStarts[i] up to rowStarts[i+1]. An index ~k subtracts bases[k]. Points may repeat,
    /// cancel or be infinite.
    /// </summary>
    /// <param name="bases">The points that indices select from.</param>
    /// <param name="indices">Row after row.</param>
    /// <param name="rowStarts">Ascending; one more than there are rows.</param>
    /// <param name="rowSums">One sum a row.</param>
    /// <param name="threads">Rows are divided among them by their points. With one, only the calling thread is used.</param>
    public static unsafe void Compute(
        ReadOnlySpan<G1Affine> bases, ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStarts, Span<G1Affine> rowSums, int threads = 1)
    {
        if (rowStarts.Length != rowSums.Length + 1)
        {
            throw new ArgumentException("There must be one row start more than there are rows.", nameof(rowStarts));
        }

        CheckIndices(indices, bases.Length);
        fixed (G1Affine* pinnedBases = bases, pinnedSums = rowSums)
        fixed (int* pinnedIndices = indices, pinnedStarts = rowStarts)
        {
            G1Affine* points = pinnedBases, sums = pinnedSums;
            int* selected = pinnedIndices, starts = pinnedStarts;
            int baseCount = bases.Length, indexCount = indices.Length, rowCount = rowSums.Length;
            StaticPartition.For(threads, threads, (worker, _, _) =>
            {
                var allStarts = new ReadOnlySpan<int>(starts, rowCount + 1);
                int first = RowAt(allStarts, worker, threads), end = RowAt(allStarts, worker + 1, threads);
                ComputeRows(
                    new(points, baseCount),
                    new(selected, indexCount),
                    allStarts[first..(end + 1)],
                    new Span<G1Affine>(sums, rowCount)[first..end]);
            });
        }
    }

    /// <summary>First row of a worker's share of the points.</summary>
    private static int RowAt(ReadOnlySpan<int> starts, int worker, int workers)
    {
        if (worker == 0 || worker == workers)
        {
            return worker == 0 ? 0 : starts.Length - 1;
        }

        int index = starts.BinarySearch(starts[0] + StaticPartition.Start(worker, workers, starts[^1] - starts[0]));
        return Math.Min(index < 0 ? ~index : index, starts.Length - 1);
    }

    private static void ComputeRows(
        ReadOnlySpan<G1Affine> bases, ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStarts, Span<G1Affine> rowSums)
    {
        for (var row = 0; row < rowSums.Length;)
        {
            var end = row + 1;
            while (end < rowSums.Length && rowStarts[end + 1] - rowStarts[row] <= BlockPoints)
            {
                end++;
            }

            ComputeBlock(bases, indices, rowStarts[row..(end + 1)], rowSums[row..end]);
            row = end;
        }
    }

    /// <summary>The kernels read without bounds checks, so every index is checked once, here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CheckIndices(ReadOnlySpan<int> indices, int baseCount)
    {
        var largest = -1;
        foreach (var index in indices)
        {
            largest = Math.Max(largest, index ^ (index >> 31));
        }

        if (largest >= baseCount)
        {
            throw new ArgumentException($"Index {largest} of {baseCount} bases.", nameof(indices));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ComputeBlock(
        ReadOnlySpan<G1Affine> bases, ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStarts, Span<G1Affine> rowSums)
    {
        indices = indices[rowStarts[0]..rowStarts[^1]];
        using var plan = new HalvingPlan(rowStarts);
        var target = ArrayPool<G1Affine>.Shared.Rent((indices.Length / 2) + rowSums.Length);
        var spare = ArrayPool<G1Affine>.Shared.Rent((indices.Length / 2) + rowSums.Length);
        var source = bases;
        while (plan.CountPairs() >= FewPairs)
        {
            plan.Halve(indices);
            AffinePairs.Add(target, plan.Targets, source, plan.Left, plan.Right);
            for (var i = 0; i < plan.Singles.Length; i++)
            {
                target[plan.SingleTargets[i]] = AffinePairs.Load(source, plan.Singles[i]);
            }

            source = target;
            indices = default;
            (target, spare) = (spare, target);
        }

        Finish(source, indices, plan.Starts, rowSums);
        ArrayPool<G1Affine>.Shared.Return(target);
        ArrayPool<G1Affine>.Shared.Return(spare);
    }

    /// <summary>Adds what is left of each row, in Jacobian coordinates where it is more than one point.</summary>
    private static void Finish(
        ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> indices, ReadOnlySpan<int> starts, Span<G1Affine> rowSums)
    {
        int[] open = ArrayPool<int>.Shared.Rent(rowSums.Length);
        G1Jacobian[] sums = ArrayPool<G1Jacobian>.Shared.Rent(rowSums.Length);
        int count = 0;
        for (var row = 0; row < rowSums.Length; row++)
        {
            rowSums[row] = starts[row] < starts[row + 1] ? Load(source, indices, starts[row]) : G1Affine.Infinity;
            if (starts[row + 1] - starts[row] > 1)
            {
                G1Jacobian sum = rowSums[row];
                for (var position = starts[row] + 1; position < starts[row + 1]; position++)
                {
                    sum += Load(source, indices, position);
                }

                open[count] = row;
                sums[count++] = sum;
            }
        }

        G1Affine[] affine = ArrayPool<G1Affine>.Shared.Rent(count);
        G1Jacobian.ToAffine(sums.AsSpan(0, count), affine);
        for (var i = 0; i < count; i++)
        {
            rowSums[open[i]] = affine[i];
        }

        ArrayPool<int>.Shared.Return(open);
        ArrayPool<G1Jacobian>.Shared.Return(sums);
        ArrayPool<G1Affine>.Shared.Return(affine);
    }

    private static G1Affine Load(ReadOnlySpan<G1Affine> source, ReadOnlySpan<int> indices, int position) =>
        AffinePairs.Load(source, indices.IsEmpty ? position : indices[position]);
}
