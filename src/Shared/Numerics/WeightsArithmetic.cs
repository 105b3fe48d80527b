#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>Folding of gains, biases and factors into a constant: IEEE doubles, one rounding an operation, in a fixed order.</summary>
public sealed partial class Weights
{
    public Weights Times(double factor) => new(Array.ConvertAll(values, value => value * factor), dimensions);

    /// <summary>Elementwise product; axes are aligned from the last one and those of size 1 are broadcast.</summary>
    public Weights Times(Weights other) => Combine(other, static (a, b) => a * b);

    /// <summary>Product with a vector that lies along one axis.</summary>
    public Weights Times(Weights vector, int axis) => Times(vector.Reshape([vector.values.Length, .. Enumerable.Repeat(1, dimensions.Length - 1 - axis)]));

    /// <summary>Elementwise sum; axes are aligned from the last one and those of size 1 are broadcast.</summary>
    public Weights Plus(Weights other) => Combine(other, static (a, b) => a + b);

    /// <summary>Sum over one axis, lowest index first; the axis vanishes.</summary>
    public Weights SumAxis(int axis)
    {
        int inner = StrideOf(axis), length = dimensions[axis], outer = values.Length / Math.Max(1, inner * length);
        var result = new double[outer * inner];
        for (int i = 0; i < result.Length; i++)
        {
            int first = i / inner * inner * length + i % inner;
            for (int k = 0; k < length; k++)
            {
                result[i] += values[first + k * inner];
            }
        }

        return new(result, [.. dimensions.Where((_, k) => k != axis)]);
    }

    private Weights Combine(Weights other, Func<double, double, double> operation)
    {
        int rank = Math.Max(dimensions.Length, other.dimensions.Length);
        int[] a = [.. Enumerable.Repeat(1, rank - dimensions.Length), .. dimensions];
        int[] b = [.. Enumerable.Repeat(1, rank - other.dimensions.Length), .. other.dimensions];
        var shape = new int[rank];
        for (int k = 0; k < rank; k++)
        {
            shape[k] = a[k] == 1 ? b[k] : a[k];
            if (b[k] != 1 && b[k] != shape[k])
            {
                throw new ArgumentException($"[{string.Join(",", a)}] and [{string.Join(",", b)}] do not broadcast");
            }
        }

        double[] left = Reshape(a).Broadcast(shape).values, right = other.Reshape(b).Broadcast(shape).values;
        var result = new double[left.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = operation(left[i], right[i]);
        }

        return new(result, shape);
    }

    private Weights Broadcast(int[] shape) =>
        dimensions.AsSpan().SequenceEqual(shape)
            ? this
            : Gather(shape, [.. Enumerable.Range(0, shape.Length).Select(k => dimensions[k] == 1 ? 0 : StrideOf(k))], start: 0);
}
