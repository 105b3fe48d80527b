#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>Rearrangements: no value changes.</summary>
public sealed partial class Weights
{
    /// <summary>Axis k of the result is axis axes[k] of this.</summary>
    public Weights Permute(params int[] axes)
    {
        int rank = dimensions.Length;
        var shape = new int[rank];
        var strides = new int[rank];
        for (int k = 0; k < rank; k++)
        {
            shape[k] = dimensions[axes[k]];
            strides[k] = StrideOf(axes[k]);
        }

        return Gather(shape, strides, start: 0);
    }

    /// <summary>The same values, row-major, under another shape.</summary>
    public Weights Reshape(params int[] shape) => new(values, shape);

    /// <summary>length consecutive indices of one axis.</summary>
    public Weights Slice(int axis, int start, int length)
    {
        if (start < 0 || length < 0 || start + length > dimensions[axis])
        {
            throw new ArgumentException($"slice [{start}, {start + length}) of an axis of {dimensions[axis]}");
        }

        int[] shape = [.. dimensions];
        shape[axis] = length;
        int[] strides = [.. Enumerable.Range(0, dimensions.Length).Select(StrideOf)];
        return Gather(shape, strides, start * StrideOf(axis));
    }

    /// <summary>Parts side by side along one axis.</summary>
    public static Weights Concat(int axis, params Weights[] parts)
    {
        int[] shape = [.. parts[0].dimensions];
        shape[axis] = parts.Sum(part => part.dimensions[axis]);
        int outer = Product([.. shape.Take(axis)]);
        var result = new double[Product(shape)];
        int at = 0;
        for (int block = 0; block < outer; block++)
        {
            foreach (Weights part in parts)
            {
                int length = part.values.Length / outer;
                Array.Copy(part.values, block * length, result, at, length);
                at += length;
            }
        }

        return new(result, shape);
    }

    private int StrideOf(int axis) => Product([.. dimensions.Skip(axis + 1)]);

    /// <summary>Result[i] = values[start + Σ i_k·strides_k] for every index of a shape.</summary>
    private Weights Gather(int[] shape, int[] strides, int start)
    {
        var result = new double[Product(shape)];
        var index = new int[shape.Length];
        int source = start;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[source];
            for (int k = shape.Length - 1; k >= 0; k--)
            {
                source += strides[k];
                if (++index[k] < shape[k])
                {
                    break;
                }

                source -= strides[k] * shape[k];
                index[k] = 0;
            }
        }

        return new(result, shape);
    }
}
