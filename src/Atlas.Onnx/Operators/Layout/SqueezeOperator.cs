namespace Atlas.Onnx.Operators.Layout;

/// <summary>Drops axes of extent 1: the given ones (an attribute up to opset 12, then an input), or all.</summary>
internal sealed class SqueezeOperator() : Operator("Squeeze", since: 1, new Arity(1, 2), new AttributeRule("axes", Until: 13))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        IEnumerable<long>? given = node.Has(1) ? node.ConstantIntegers(1, "axes") : node.Attributes.GetInts("axes");
        int[] axes = given is not null
            ? node.Axes(given, shape.Rank)
            : [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1)];
        foreach (int axis in axes.Where(axis => shape[axis] != 1))
        {
            throw node.Error($"axis {axis} of {shape} has extent {shape[axis]}", "only axes of extent 1 can be dropped");
        }

        return [new(node.ElementType(0), new OnnxShape([.. Enumerable.Range(0, shape.Rank).Except(axes).Select(axis => shape[axis])]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Reshape(inputs[0], node.Outputs[0].Shape)];
}
