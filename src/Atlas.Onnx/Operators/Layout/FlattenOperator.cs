namespace Atlas.Onnx.Operators.Layout;

/// <summary>A matrix whose rows run over the axes before <c>axis</c>.</summary>
internal sealed class FlattenOperator() : Operator("Flatten", since: 1, inputs: 1, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        int axis = node.FlattenAxis(node.Attributes.GetInt("axis", 1), shape.Rank);
        return [new(node.ElementType(0), new OnnxShape(shape.Product(0, axis), shape.Product(axis, shape.Rank)))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Reshape(inputs[0], node.Outputs[0].Shape)];
}
