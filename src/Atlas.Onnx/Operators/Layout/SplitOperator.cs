using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// Consecutive pieces along <c>axis</c>. Their lengths are an attribute up to opset 12, then an optional input; without lengths
/// the pieces are equal, from opset 18 on but for a shorter last one.
/// </summary>
internal sealed class SplitOperator()
    : Operator("Split", since: 2, new Arity(1, 2), "axis", new AttributeRule("split", Until: 13), new AttributeRule("num_outputs", Since: 18))
{
    public override int MaxOutputs => int.MaxValue;

    public override TensorType[] Infer(NodeContext node) =>
        [.. Lengths(node).Select(length => new TensorType(node.ElementType(0), node.Shape(0).With(AxisOf(node), length)))];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        int axis = AxisOf(node);
        long[] starts = new long[x.Shape.Rank], steps = [.. Enumerable.Repeat(1L, x.Shape.Rank)];
        var pieces = new List<OnnxTensor>();
        foreach (TensorType piece in node.Outputs)
        {
            pieces.Add(TensorLayout.Slice(x, piece.Shape, [.. starts], steps));
            starts[axis] += piece.Shape[axis];
        }

        return [.. pieces];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", 0), node.Shape(0).Rank);

    private static ImmutableArray<long> Lengths(NodeContext node)
    {
        long extent = node.Shape(0)[AxisOf(node)];
        int pieces = node.Node.Outputs.Length;
        if (node.Attributes.Has("num_outputs") && node.Attributes.GetInt("num_outputs") != pieces)
        {
            throw node.Error($"attribute 'num_outputs' is {node.Attributes.GetInt("num_outputs")}, the node has {pieces} outputs");
        }

        if ((node.Has(1) ? node.ConstantIntegers(1, "split") : node.Attributes.GetInts("split")) is { } lengths)
        {
            return lengths.Length == pieces && lengths.All(static length => length >= 0) && lengths.Sum() == extent
                ? lengths
                : throw node.Error($"lengths [{string.Join(",", lengths)}] do not split an extent of {extent} into {pieces}");
        }

        long chunk = (extent + pieces - 1) / pieces;
        if (chunk * pieces != extent && (node.Opset < 18 || chunk * (pieces - 1) > extent))
        {
            throw node.Error($"an extent of {extent} does not split into {pieces} equal pieces", "give the lengths");
        }

        return [.. Enumerable.Repeat(chunk, pieces - 1), extent - chunk * (pieces - 1)];
    }
}
