using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// Along the given axes, elements from a start to an end (excluded) in steps. Bounds are attributes up to opset 9, then inputs;
/// negative ones count from the end, those outside are clamped.
/// </summary>
internal sealed class SliceOperator() : Operator(
    "Slice", since: 1, new Arity(1, 5), new AttributeRule("starts", Until: 10), new AttributeRule("ends", Until: 10), new AttributeRule("axes", Until: 10))
{
    public override TensorType[] Infer(NodeContext node) => [new(node.ElementType(0), Region(node).Shape)];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (OnnxShape shape, long[] starts, long[] steps) = Region(node);
        return [TensorLayout.Slice(inputs[0], shape, starts, steps)];
    }

    private static (OnnxShape Shape, long[] Starts, long[] Steps) Region(NodeContext node)
    {
        OnnxShape input = node.Shape(0);
        ImmutableArray<long> from = Bounds(node, 1, "starts"), to = Bounds(node, 2, "ends");
        IEnumerable<long> given = node.Has(3) ? node.ConstantIntegers(3, "axes")
            : node.Attributes.GetInts("axes") ?? [.. Enumerable.Range(0, from.Length).Select(static axis => (long)axis)];
        int[] axes = node.Axes(given, input.Rank);
        ImmutableArray<long> by = node.Has(4) ? node.ConstantIntegers(4, "steps") : [.. from.Select(static _ => 1L)];
        if (to.Length != from.Length || axes.Length != from.Length || by.Length != from.Length || by.Contains(0))
        {
            throw node.Error($"starts [{string.Join(",", from)}], ends [{string.Join(",", to)}] and steps [{string.Join(",", by)}] do not fit together");
        }

        long[] extents = input.ToArray(), starts = new long[input.Rank], steps = [.. Enumerable.Repeat(1L, input.Rank)];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = axes[i];
            (starts[axis], extents[axis]) = Clamp(input[axis], from[i], to[i], by[i]);
            steps[axis] = by[i];
        }

        return (new OnnxShape(extents), starts, steps);
    }

    private static ImmutableArray<long> Bounds(NodeContext node, int index, string name) => node.Opset < 10
        ? node.Attributes.GetInts(name) ?? throw node.Error($"attribute '{name}' is missing")
        : node.ConstantIntegers(index, name);

    private static (long Start, long Count) Clamp(long extent, long start, long end, long step)
    {
        start += start < 0 ? extent : 0;
        end += end < 0 ? extent : 0;
        long last = step > 0 ? extent : extent - 1, first = step > 0 ? 0 : -1;
        start = Math.Min(Math.Max(start, 0), last);
        end = Math.Min(Math.Max(end, first), last);
        // The quotient rounds up; step may be as far out as the ends of the 64-bit range.
        long distance = step > 0 ? end - start : start - end;
        ulong stride = step > 0 ? (ulong)step : unchecked(0UL - (ulong)step);
        long count = distance <= 0 || extent == 0 ? 0 : (long)(((ulong)distance - 1) / stride) + 1;
        return (count == 0 ? 0 : start, count);
    }
}
