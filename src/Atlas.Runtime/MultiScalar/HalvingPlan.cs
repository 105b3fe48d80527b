using System.Buffers;
using System.Runtime.CompilerServices;

namespace Atlas.Runtime.MultiScalar;

/// <summary>
/// Which points of which rows meet in one pass of a pairwise tree. Rows lie one after another; a pass puts row r's sums where the
/// halved rows will lie, again one after another, and passes an odd last point through.
/// </summary>
internal sealed class HalvingPlan : IDisposable
{
    private readonly int[] starts, left, right, targets, singles, singleTargets;
    private readonly int rows;
    private int pairCount, singleCount;

    public HalvingPlan(ReadOnlySpan<int> rowStarts)
    {
        rows = rowStarts.Length - 1;
        var points = rowStarts[rows] - rowStarts[0];
        starts = ArrayPool<int>.Shared.Rent(rows + 1);
        left = ArrayPool<int>.Shared.Rent(points / 2);
        right = ArrayPool<int>.Shared.Rent(points / 2);
        targets = ArrayPool<int>.Shared.Rent(points / 2);
        singles = ArrayPool<int>.Shared.Rent(rows);
        singleTargets = ArrayPool<int>.Shared.Rent(rows);
        for (var row = 0; row <= rows; row++)
        {
            starts[row] = rowStarts[row] - rowStarts[0];
        }
    }

    /// <summary>Where each row's points lie now; one more than there are rows.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, rows + 1);

    public ReadOnlySpan<int> Left => left.AsSpan(0, pairCount);

    public ReadOnlySpan<int> Right => right.AsSpan(0, pairCount);

    public ReadOnlySpan<int> Targets => targets.AsSpan(0, pairCount);

    /// <summary>Points that have no partner in this pass.</summary>
    public ReadOnlySpan<int> Singles => singles.AsSpan(0, singleCount);

    public ReadOnlySpan<int> SingleTargets => singleTargets.AsSpan(0, singleCount);

    /// <summary>The pairs of the next pass.</summary>
    public int CountPairs()
    {
        var count = 0;
        for (var row = 0; row < rows; row++)
        {
            count += (starts[row + 1] - starts[row]) / 2;
        }

        return count;
    }

    /// <summary>Plans the next pass and moves the rows to where it will leave them.</summary>
    /// <param name="indices">Names of the points in source, in row order; empty when they are their own positions.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Halve(ReadOnlySpan<int> indices)
    {
        pairCount = 0;
        singleCount = 0;
        var target = 0;
        var start = starts[0];
        for (var row = 0; row < rows; row++)
        {
            var end = starts[row + 1];
            var position = start;
            for (; position + 1 < end; position += 2)
            {
                left[pairCount] = indices.IsEmpty ? position : indices[position];
                right[pairCount] = indices.IsEmpty ? position + 1 : indices[position + 1];
                targets[pairCount++] = target++;
            }

            if (position < end)
            {
                singles[singleCount] = indices.IsEmpty ? position : indices[position];
                singleTargets[singleCount++] = target++;
            }

            start = end;
            starts[row + 1] = target;
        }
    }

    public void Dispose()
    {
        foreach (var array in (int[][])[starts, left, right, targets, singles, singleTargets])
        {
            ArrayPool<int>.Shared.Return(array);
        }
    }
}
