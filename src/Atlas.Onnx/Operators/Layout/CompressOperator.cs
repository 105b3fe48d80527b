namespace Atlas.Onnx.Operators.Layout;

/// <summary>Rows along <c>axis</c>, or elements of the flattened input without one, where a condition known at build time holds.</summary>
internal sealed class CompressOperator() : Operator("Compress", since: 9, inputs: 2, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireBoolean(1);
        (OnnxShape shape, int axis) = Form(node);
        return [new(node.ElementType(0), shape.With(axis, Rows(node, shape[axis]).Length))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (OnnxShape shape, int axis) = Form(node);
        return [TensorLayout.Gather(TensorLayout.Reshape(inputs[0], shape), axis, Rows(node, shape[axis]))];
    }

    private static (OnnxShape Shape, int Axis) Form(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        return node.Attributes.Has("axis") ? (shape, node.Axis(node.Attributes.GetInt("axis"), shape.Rank)) : (new OnnxShape(shape.ElementCount), 0);
    }

    // A condition may be shorter than the axis.
    private static long[] Rows(NodeContext node, long extent)
    {
        OnnxTensor condition = node.Constant(1, "condition");
        return condition.Shape.Rank == 1 && condition.Count <= extent
            ? [.. Enumerable.Range(0, condition.Count).Where(i => condition.Integers[i] != 0).Select(static i => (long)i)]
            : throw node.Error($"condition of shape {condition.Shape} for an axis of {extent} elements");
    }
}
