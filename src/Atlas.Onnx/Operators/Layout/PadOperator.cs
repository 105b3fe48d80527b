using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// The input with elements before and behind it along axes: a constant, the mirrored input (reflect), its last element (edge)
/// or the input again (wrap); negative counts remove elements. Counts and constant are attributes up to opset 10, then inputs;
/// counts of fewer <c>axes</c> from opset 18.
/// </summary>
internal sealed class PadOperator()
    : Operator("Pad", since: 2, new Arity(1, 4), "mode", new AttributeRule("pads", Until: 11), new AttributeRule("value", Until: 11))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        string mode = Mode(node);
        (long[] begin, long[] end) = Counts(node);
        long[] extents = [.. shape.Select((extent, axis) => extent + begin[axis] + end[axis])];
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            bool hasSource = mode == "constant" || shape[axis] > 0 || (begin[axis] <= 0 && end[axis] <= 0);
            bool hasRemoved = shape[axis] + Math.Min(begin[axis], 0) + Math.Min(end[axis], 0) >= 0;
            if (!hasRemoved || !hasSource)
            {
                throw node.Error($"{begin[axis]} and {end[axis]} elements around axis {axis} of {shape}");
            }
        }

        if (node.Has(2) && (node.CommonType(0, 2) == ElementType.Undefined || node.Shape(2).ElementCount != 1))
        {
            throw node.Error($"constant of shape {node.Shape(2)}", "it is a scalar");
        }

        return [new(node.ElementType(0), new OnnxShape(extents))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        string mode = Mode(node);
        (long[] begin, long[] end) = Counts(node);
        OnnxTensor result = inputs[0];
        for (int axis = 0; axis < begin.Length; axis++)
        {
            long extent = result.Shape[axis];
            long[] kept = [.. Enumerable.Range(0, (int)(extent + begin[axis] + end[axis])).Select(i => Source(i - begin[axis], extent, mode))];
            result = mode == "constant"
                ? Surround(result, axis, begin[axis], end[axis], Constant(node, inputs))
                : TensorLayout.Gather(result, axis, kept);
        }

        return [result];
    }

    private static string Mode(NodeContext node)
    {
        string mode = node.Attributes.GetString("mode", "constant");
        return mode is "constant" or "reflect" or "edge" || (mode == "wrap" && node.Opset >= 19)
            ? mode
            : throw node.Error($"attribute 'mode' is '{mode}'", "supported are 'constant', 'reflect', 'edge' and, from opset 19, 'wrap'");
    }

    private static (long[] Begin, long[] End) Counts(NodeContext node)
    {
        int rank = node.Shape(0).Rank;
        ImmutableArray<long> counts = node.Opset < 11
            ? node.Attributes.GetInts("pads") ?? throw node.Error("attribute 'pads' is missing")
            : node.ConstantIntegers(1, "counts");
        int[] axes = node.Axes(node.Has(3) ? node.ConstantIntegers(3, "axes") : Enumerable.Range(0, rank).Select(static axis => (long)axis), rank);
        if (counts.Length != 2 * axes.Length || counts.Any(static count => Math.Abs(count) > int.MaxValue))
        {
            throw node.Error($"counts [{string.Join(",", counts)}]", $"two for each of {axes.Length} axes are needed");
        }

        long[] begin = new long[rank], end = new long[rank];
        for (int i = 0; i < axes.Length; i++)
        {
            begin[axes[i]] = counts[i];
            end[axes[i]] = counts[axes.Length + i];
        }

        return (begin, end);
    }

    private static OnnxTensor Constant(NodeContext node, Arguments inputs)
    {
        ElementType type = node.ElementType(0);
        return inputs.Optional(2) is { } given ? TensorLayout.Reshape(given, OnnxShape.Scalar)
            : type.IsReal() ? OnnxTensor.Scalar(node.Attributes.GetFloat("value", 0), type)
            : OnnxTensor.Scalar(0L, type);
    }

    private static OnnxTensor Surround(OnnxTensor x, int axis, long begin, long end, OnnxTensor constant)
    {
        long start = Math.Max(-begin, 0), kept = x.Shape[axis] - start - Math.Max(-end, 0);
        OnnxTensor middle = TensorLayout.Gather(x, axis, Enumerable.Range((int)start, (int)kept).Select(static i => (long)i).ToArray());
        OnnxTensor Block(long count) => TensorLayout.Broadcast(constant, x.Shape.With(axis, count));
        OnnxTensor[] parts = [Block(Math.Max(begin, 0)), middle, Block(Math.Max(end, 0))];
        OnnxTensor[] present = [.. parts.Where(part => part.Shape[axis] > 0)];
        return present.Length switch
        {
            0 => middle,
            1 => present[0],
            _ => TensorLayout.Concat(present, axis),
        };
    }

    // The input's element at a place before or behind it.
    private static long Source(long place, long extent, string mode)
    {
        switch (mode)
        {
            case "edge":
                return Math.Min(Math.Max(place, 0), extent - 1);
            case "wrap":
                return (place % extent + extent) % extent;
            default:
                long period = Math.Max(2 * (extent - 1), 1), folded = (place % period + period) % period;
                return Math.Min(folded, period - folded) % Math.Max(extent, 1);
        }
    }
}
