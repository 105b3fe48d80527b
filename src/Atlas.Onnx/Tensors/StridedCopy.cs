using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>The copies behind <see cref="TensorLayout"/>, for either kind of element.</summary>
internal static class StridedCopy
{
    /// <summary>Element (i, j, ...) of the row-major result is <c>source[offset + i·strides[0] + j·strides[1] + ...]</c>.</summary>
    public static T[] Copy<T>(T[] source, long offset, long[] strides, OnnxShape shape)
    {
        T[] result = new T[checked((int)shape.ElementCount)];
        if (result.Length == 0)
        {
            return result;
        }

        int last = shape.Rank - 1;
        long width = last < 0 ? 1 : shape[last], stride = last < 0 ? 0 : strides[last];
        long[] index = new long[shape.Rank];
        for (int written = 0; written < result.Length;)
        {
            long position = offset;
            for (long i = 0; i < width; i++, position += stride)
            {
                result[written++] = source[position];
            }

            int axis = last - 1;
            while (axis >= 0 && ++index[axis] == shape[axis])
            {
                offset -= strides[axis] * (shape[axis] - 1);
                index[axis--] = 0;
            }

            offset += axis >= 0 ? strides[axis] : 0;
        }

        return result;
    }

    /// <summary>Joins arrays of <paramref name="outer"/> blocks each: their first blocks, then their second blocks, and so on.</summary>
    public static T[] Join<T>(T[][] sources, long outer)
    {
        T[] result = new T[sources.Sum(static source => source.Length)];
        int written = 0;
        for (int block = 0; block < outer; block++)
        {
            foreach (T[] source in sources)
            {
                int length = (int)(source.Length / outer);
                Array.Copy(source, block * length, result, written, length);
                written += length;
            }
        }

        return result;
    }

    /// <summary>Selects rows of <paramref name="inner"/> elements from each of <paramref name="outer"/> blocks of <paramref name="extent"/> rows.</summary>
    public static T[] Rows<T>(T[] source, long outer, long extent, long inner, ImmutableArray<long> rows)
    {
        T[] result = new T[checked((int)(outer * rows.Length * inner))];
        long written = 0;
        for (long block = 0; block < outer; block++)
        {
            foreach (long row in rows)
            {
                Array.Copy(source, (block * extent + row) * inner, result, written, inner);
                written += inner;
            }
        }

        return result;
    }
}
