using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Sums of selected points, many at once: commitments of one-hot vectors, and the buckets of <see cref="Msm"/>. Rows are added as pairwise
/// trees; one pass halves all rows of a block with one shared inversion, so an addition costs six products.
/// </summary>
public static class SubsetSum
{
    /// <summary>Points a block holds at most (unless one row is longer): enough to spread inversions, few enough for the second-level cache.</summary>
    private const int BlockPoints = 8192;

    /// <summary>Below this many pairs in a pass, a Jacobian sum is cheaper than the pass's inversion.</summary>
    private const int FewPairs = 8;

    /// <summary>
    /// rowSums[i] = Σ_j bases[indices[j]], j from rowStarts[i] up to rowStarts[i+1]. An index ~k subtracts bases[k]. Points may repeat,
    /// cancel or be infinite. On the calling thread only.
    /// </summary>
    /// <param name="bases">The points that indices select from.</param>
    /// <param name="indices">Row after row.</param>
    /// <param name="rowStarts">Ascending; one more than there are rows.</param>
    /// <param name="rowSums">One sum a row.</param>
    public static void Compute(
        ReadOnlySpan<G1Affine> bases, ReadOnlySpan<int> indices, ReadOnlySpan<int> rowStarts, Span<G1Affine> rowSums)
    {
        if (rowStarts.Length != rowSums.Length + 1)
        {
            throw new ArgumentException("There must be one row start more than there are rows.", nameof(rowStarts));
        }

        CheckIndices(indices, bases.Length);
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
        var open = new List<int>();
        var sums = new List<G1Jacobian>();
        for (var row = 0; row < rowSums.Length; row++)
        {
            rowSums[row] = G1Affine.Infinity;
            var sum = G1Jacobian.Infinity;
            for (var position = starts[row]; position < starts[row + 1]; position++)
            {
                var point = AffinePairs.Load(source, indices.IsEmpty ? position : indices[position]);
                rowSums[row] = point;
                sum += point;
            }

            if (starts[row + 1] - starts[row] > 1)
            {
                open.Add(row);
                sums.Add(sum);
            }
        }

        var affine = new G1Affine[open.Count];
        G1Jacobian.ToAffine(CollectionsMarshal.AsSpan(sums), affine);
        for (var i = 0; i < affine.Length; i++)
        {
            rowSums[open[i]] = affine[i];
        }
    }
}
