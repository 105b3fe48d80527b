namespace Atlas.Onnx.Kernels;

/// <summary>Folds the elements that differ only along some axes.</summary>
internal static class ReductionKernel
{
    /// <summary>
    /// One result per element of <paramref name="shape"/> without the axes of <paramref name="axes"/>, in row-major order: the fold of
    /// <paramref name="step"/> from <paramref name="start"/> over the reduced elements.
    /// </summary>
    public static T[] Fold<T>(T[] values, OnnxShape shape, int[] axes, T start, Func<T, T, T> step)
    {
        int[] kept = [.. Enumerable.Range(0, shape.Rank).Except(axes)];
        long[] strides = shape.Strides();
        OnnxShape order = new([.. kept.Concat(axes).Select(axis => shape[axis])]);
        T[] grouped = StridedCopy.Copy(values, 0, [.. kept.Concat(axes).Select(axis => strides[axis])], order);
        int length = (int)order.Product(kept.Length, shape.Rank);
        T[] result = new T[order.Product(0, kept.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            T folded = start;
            foreach (T value in grouped.AsSpan(i * length, length))
            {
                folded = step(folded, value);
            }

            result[i] = folded;
        }

        return result;
    }
}
