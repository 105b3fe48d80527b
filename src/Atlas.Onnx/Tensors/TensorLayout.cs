using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>Rearrangements of a tensor's elements. Each records itself as the result's origin and is done when the values are asked for.</summary>
internal static class TensorLayout
{
    public static OnnxTensor Reshape(OnnxTensor tensor, OnnxShape shape)
    {
        if (tensor.Shape == shape)
        {
            return tensor;
        }

        if (tensor.Shape.ElementCount != shape.ElementCount)
        {
            throw new ArgumentException($"{tensor} cannot have shape {shape}", nameof(shape));
        }

        TensorOrigin origin = OriginOf(tensor, new LayoutStep.Reshape());
        return tensor.IsReal
            ? OnnxTensor.Deferred(tensor.ElementType, shape, () => tensor.RealArray, origin)
            : OnnxTensor.Deferred(tensor.ElementType, shape, () => tensor.IntegerArray, origin);
    }

    /// <summary>Axis i of the result is axis <c>axes[i]</c> of <paramref name="tensor"/>.</summary>
    public static OnnxTensor Permute(OnnxTensor tensor, int[] axes)
    {
        long[] strides = tensor.Shape.Strides();
        OnnxShape shape = new([.. axes.Select(axis => tensor.Shape[axis])]);
        return Strided(tensor, shape, 0, [.. axes.Select(axis => strides[axis])], new LayoutStep.Permute([.. axes]));
    }

    /// <summary>Along each axis, <c>shape[i]</c> elements from <c>starts[i]</c> in steps of <c>steps[i]</c>; all must exist.</summary>
    public static OnnxTensor Slice(OnnxTensor tensor, OnnxShape shape, long[] starts, long[] steps)
    {
        if (tensor.Shape == shape && steps.All(static step => step == 1))
        {
            return tensor;
        }

        long[] strides = tensor.Shape.Strides();
        long offset = 0;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            offset += starts[axis] * strides[axis];
            strides[axis] *= steps[axis];
        }

        return Strided(tensor, shape, offset, strides, new LayoutStep.Slice([.. starts], [.. steps]));
    }

    /// <summary>Multidirectional broadcasting to <paramref name="shape"/>, which must be what the tensor broadcasts to.</summary>
    public static OnnxTensor Broadcast(OnnxTensor tensor, OnnxShape shape)
    {
        if (tensor.Shape == shape)
        {
            return tensor;
        }

        long[] own = tensor.Shape.Strides(), strides = new long[shape.Rank];
        int missing = shape.Rank - tensor.Shape.Rank;
        for (int axis = missing; axis < shape.Rank; axis++)
        {
            long extent = tensor.Shape[axis - missing];
            if (extent != shape[axis] && extent != 1)
            {
                throw new ArgumentException($"{tensor} does not broadcast to {shape}", nameof(shape));
            }

            strides[axis] = extent == 1 ? 0 : own[axis - missing];
        }

        return Strided(tensor, shape, 0, strides, new LayoutStep.Broadcast());
    }

    /// <summary>The tensors one after the other along <paramref name="axis"/>.</summary>
    public static OnnxTensor Concat(IReadOnlyList<OnnxTensor> tensors, int axis)
    {
        OnnxTensor first = tensors[0];
        OnnxShape shape = first.Shape.With(axis, tensors.Sum(tensor => tensor.Shape[axis]));
        long outer = shape.Product(0, axis);
        var origin = new TensorOrigin.Layout([.. tensors], new LayoutStep.Concat(axis));
        return first.IsReal
            ? OnnxTensor.Deferred(first.ElementType, shape, () => StridedCopy.Join([.. tensors.Select(static tensor => tensor.RealArray)], outer), origin)
            : OnnxTensor.Deferred(first.ElementType, shape, () => StridedCopy.Join([.. tensors.Select(static tensor => tensor.IntegerArray)], outer), origin);
    }

    /// <summary>
    /// Rows <paramref name="indices"/> (in range, not negative) along <paramref name="axis"/>; that axis of the result has one
    /// element per index. Evenly spaced indices make a slice.
    /// </summary>
    public static OnnxTensor Gather(OnnxTensor tensor, int axis, ReadOnlySpan<long> indices)
    {
        OnnxShape shape = tensor.Shape.With(axis, indices.Length);
        if (TryStep(indices, out long step))
        {
            long[] starts = new long[shape.Rank], steps = [.. Enumerable.Repeat(1L, shape.Rank)];
            starts[axis] = indices[0];
            steps[axis] = step;
            return Slice(tensor, shape, starts, steps);
        }

        long outer = shape.Product(0, axis), inner = shape.Product(axis + 1, shape.Rank), extent = tensor.Shape[axis];
        ImmutableArray<long> rows = [.. indices];
        TensorOrigin origin = OriginOf(tensor, new LayoutStep.Gather(axis, rows));
        return tensor.IsReal
            ? OnnxTensor.Deferred(tensor.ElementType, shape, () => StridedCopy.Rows(tensor.RealArray, outer, extent, inner, rows), origin)
            : OnnxTensor.Deferred(tensor.ElementType, shape, () => StridedCopy.Rows(tensor.IntegerArray, outer, extent, inner, rows), origin);
    }

    /// <summary>The same values as elements of <paramref name="type"/>.</summary>
    public static OnnxTensor Cast(OnnxTensor tensor, ElementType type)
    {
        if (tensor.ElementType == type)
        {
            return tensor;
        }

        TensorOrigin origin = OriginOf(tensor, new LayoutStep.Cast(type));
        return (tensor.IsReal, type.IsReal()) switch
        {
            (true, true) => OnnxTensor.Deferred(type, tensor.Shape, () => tensor.RealArray, origin),
            (true, false) =>
                OnnxTensor.Deferred(type, tensor.Shape, () => Array.ConvertAll(tensor.RealArray, value => Truncate(value, type)), origin),
            (false, true) =>
                OnnxTensor.Deferred(type, tensor.Shape, () => Array.ConvertAll(tensor.IntegerArray, static value => (double)value), origin),
            (false, false) => OnnxTensor.Deferred(type, tensor.Shape, () => Array.ConvertAll(tensor.IntegerArray, value => type.Wrap(value)), origin),
        };
    }

    private static OnnxTensor Strided(OnnxTensor tensor, OnnxShape shape, long offset, long[] strides, LayoutStep step)
    {
        TensorOrigin origin = OriginOf(tensor, step);
        return tensor.IsReal
            ? OnnxTensor.Deferred(tensor.ElementType, shape, () => StridedCopy.Copy(tensor.RealArray, offset, strides, shape), origin)
            : OnnxTensor.Deferred(tensor.ElementType, shape, () => StridedCopy.Copy(tensor.IntegerArray, offset, strides, shape), origin);
    }

    private static TensorOrigin.Layout OriginOf(OnnxTensor parent, LayoutStep step) => new([parent], step);

    private static bool TryStep(ReadOnlySpan<long> indices, out long step)
    {
        step = indices.Length > 1 ? indices[1] - indices[0] : 1;
        for (int i = 1; i < indices.Length; i++)
        {
            if (indices[i] - indices[i - 1] != step)
            {
                return false;
            }
        }

        return indices.Length > 0 && step != 0;
    }

    // Towards zero. The format leaves values outside of the target's range open; here they saturate to 64 bits, NaN is 0.
    private static long Truncate(double value, ElementType type) => type switch
    {
        ElementType.Bool => value != 0 ? 1 : 0,
        _ when double.IsNaN(value) => 0,
        _ when value >= 9223372036854775808.0 => type.Wrap(long.MaxValue),
        _ when value <= -9223372036854775808.0 => type.Wrap(long.MinValue),
        _ => type.Wrap((long)value),
    };
}
