namespace Atlas.Onnx.Operators.Shapes;

/// <summary>A tensor of the given shape, filled with one value; zero of type float by default.</summary>
internal sealed class ConstantOfShapeOperator() : Operator("ConstantOfShape", since: 9, inputs: 1, "value")
{
    public override TensorType[] Infer(NodeContext node)
    {
        var shape = new OnnxShape(node.ConstantIntegers(0, "shape").AsSpan());
        return shape.All(static extent => extent >= 0)
            ? [new(Value(node).ElementType, shape)]
            : throw node.Error($"shape {shape}", "extents are not negative");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Broadcast(Value(node), node.Outputs[0].Shape)];

    private static OnnxTensor Value(NodeContext node)
    {
        OnnxTensor value = node.Attributes.GetTensor("value") ?? OnnxTensor.Scalar(0.0);
        return value.Count == 1 ? TensorLayout.Reshape(value, OnnxShape.Scalar) : throw node.Error($"attribute 'value' is {value}, not one element");
    }
}
