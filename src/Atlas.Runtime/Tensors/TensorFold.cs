using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// Binds some axes of an integer tensor at points and leaves a field table over the others: T(free) = Σ_bound eq(point, bound)·t(free, bound). One integer × field product a cell,
/// without reduction inside a sum; padding is not visited.
/// </summary>
internal static class TensorFold
{
    /// <summary>Free cells that are summed side by side, so that memory is read in runs whichever axis is bound.</summary>
    private const int Block = 32;

    private const int ParallelCells = 1 << 13;

    /// <param name="tensor">The integers.</param>
    /// <param name="letters">One letter an axis.</param>
    /// <param name="free">Letters of the result, its leading axis first.</param>
    /// <param name="bound">Points of the other letters.</param>
    /// <param name="threads">Number of threads.</param>
    public static FieldTable Fold(IntegerTensor tensor, string letters, string free, SortedDictionary<char, Point> bound, int threads)
    {
        string others = string.Concat(letters.Where(x => !free.Contains(x)));
        if (free.Length == 0)
        {
            var single = FieldTable.Rent(1);
            single[0] = tensor.Evaluate(Point.Concat([.. letters.Select(x => bound[x])]).Coordinates, threads);
            return single;
        }

        Cells inner = Cells.Of(tensor.Info, letters, others), outer = Cells.Of(tensor.Info, letters, free);
        Fr[] weights = Multilinear.EqTable(Point.Concat([.. others.Select(x => bound[x])]).Coordinates);
        var table = FieldTable.Zeros(outer.PaddedSize);
        bool small = (long)inner.Offsets.Length * outer.Offsets.Length < ParallelCells;
        int blocks = (outer.Offsets.Length + Block - 1) / Block;
        StaticPartition.For(small ? 1 : threads, blocks, (start, end, _) =>
        {
            for (int block = start; block < end; block++)
            {
                int first = block * Block;
                Sum(tensor, outer, first, Math.Min(Block, outer.Offsets.Length - first), inner, weights, table.Span);
            }
        });
        return table;
    }

    private static void Sum(IntegerTensor tensor, Cells outer, int first, int count, Cells inner, Fr[] weights, Span<Fr> table)
    {
        Span<FrAccumulator> sums = stackalloc FrAccumulator[Block];
        sums.Clear();
        ReadOnlySpan<int> offsets = outer.Offsets.AsSpan(first, count);
        for (int i = 0; i < inner.Offsets.Length; i++)
        {
            Fr weight = weights[inner.Places[i]];
            int start = inner.Offsets[i];
            if (tensor.IsNarrow)
            {
                ReadOnlySpan<long> cells = tensor.Cells[start..];
                for (int j = 0; j < offsets.Length; j++)
                {
                    sums[j].AddProduct(weight, cells[offsets[j]]);
                }
            }
            else
            {
                for (int j = 0; j < offsets.Length; j++)
                {
                    sums[j].AddProduct(weight, tensor[start + offsets[j]]);
                }
            }
        }

        for (int j = 0; j < count; j++)
        {
            table[outer.Places[first + j]] = sums[j].Reduce();
        }
    }

    /// <summary>The true indices of some axes: where they lie in the tensor's table, and their place in a padded table of these axes alone.</summary>
    private sealed record Cells(int[] Offsets, int[] Places, int PaddedSize)
    {
        public static Cells Of(TensorInfo info, string letters, string chosen)
        {
            int[] offsets = [0], places = [0];
            int bits = 0;
            foreach (char letter in chosen)
            {
                int axis = letters.IndexOf(letter, StringComparison.Ordinal), below = 0;
                for (int k = axis + 1; k < info.Rank; k++)
                {
                    below += info.AxisBits[k];
                }

                int size = info.Dimensions[axis], axisBits = info.AxisBits[axis];
                (int[] lastOffsets, int[] lastPlaces) = (offsets, places);
                (offsets, places) = (new int[lastOffsets.Length * size], new int[lastOffsets.Length * size]);
                for (int i = 0, at = 0; i < lastOffsets.Length; i++)
                {
                    for (int x = 0; x < size; x++, at++)
                    {
                        offsets[at] = lastOffsets[i] + (x << below);
                        places[at] = (lastPlaces[i] << axisBits) + x;
                    }
                }

                bits += axisBits;
            }

            return new Cells(offsets, places, 1 << bits);
        }
    }
}
