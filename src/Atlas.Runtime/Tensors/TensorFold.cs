using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// Binds some axes of an integer tensor at points and leaves a field table over the others: T(free) = Σ_bound eq(point, bound)·t(free, bound). One
/// integer × field product a cell, without reduction inside a sum; padding is not visited.
/// </summary>
internal static class TensorFold
{
    /// <summary>Cells below which a pass is not worth a second thread.</summary>
    private const int ParallelCells = 1 << 12;

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

        if (free == letters)
        {
            // Nothing to bind: the tensor as it is, with its padding.
            var all = FieldTable.Rent(tensor.Info.PaddedSize);
            StaticPartition.For(all.Length < ParallelCells ? 1 : threads, all.Length, (start, end, _) => tensor.ToField(start, all.Span[start..end]));
            return all;
        }

        Cells inner = Cells.Of(tensor.Info, letters, others), outer = Cells.Of(tensor.Info, letters, free);
        Fr[] padded = Multilinear.EqTable(Point.Concat([.. others.Select(x => bound[x])]).Coordinates);
        Fr[] weights = Array.ConvertAll(inner.Places, place => padded[place]);
        var sums = new Fr[outer.Offsets.Length];
        bool small = (long)inner.Offsets.Length * outer.Offsets.Length < ParallelCells;
        StaticPartition.For(small ? 1 : threads, sums.Length, (start, end, _) =>
            tensor.Combine(weights, inner.Offsets, outer.Offsets.AsSpan(start..end), sums.AsSpan(start..end)));
        var table = FieldTable.Zeros(outer.PaddedSize);
        for (int i = 0; i < sums.Length; i++)
        {
            table[outer.Places[i]] = sums[i];
        }

        return table;
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
