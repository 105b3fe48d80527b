namespace Atlas.Onnx.Operators.Layout;

/// <summary>Inserts axes of extent 1 at positions of the result: an attribute up to opset 12, then an input.</summary>
internal sealed class UnsqueezeOperator() : Operator("Unsqueeze", since: 1, new Arity(1, 2), new AttributeRule("axes", Until: 13))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        IReadOnlyList<long> given = node.Has(1)
            ? node.ConstantIntegers(1, "axes")
            : node.Attributes.GetInts("axes") ?? throw node.Error("attribute 'axes' is missing");
        int rank = shape.Rank + given.Count, next = 0;
        int[] axes = node.Axes(given, rank);
        long[] extents = [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(axes, axis) >= 0 ? 1 : shape[next++])];
        return [new(node.ElementType(0), new OnnxShape(extents))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Reshape(inputs[0], node.Outputs[0].Shape)];
}
