namespace Atlas.Onnx.Operators.Shapes;

/// <summary>A tensor, or from opset 12 numbers, given as an attribute.</summary>
internal sealed class ConstantOperator() : Operator(
    "Constant", since: 1, inputs: 0, "value", new AttributeRule("value_float", 12), new AttributeRule("value_floats", 12),
    new AttributeRule("value_int", 12), new AttributeRule("value_ints", 12))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxTensor value = Value(node);
        return [new(value.ElementType, value.Shape)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [Value(node)];

    private static OnnxTensor Value(NodeContext node)
    {
        OnnxAttributes attributes = node.Attributes;
        string[] given = [.. attributes.Names];
        return (given.Length == 1 ? given[0] : "") switch
        {
            "value" => attributes.GetTensor("value")!,
            "value_float" => OnnxTensor.Scalar(attributes.GetFloat("value_float", 0)),
            "value_int" => OnnxTensor.Scalar(attributes.GetInt("value_int")),
            "value_floats" when attributes.GetFloats("value_floats") is { } values => OnnxTensor.FromReals(new OnnxShape(values.Length), values.AsSpan()),
            "value_ints" when attributes.GetInts("value_ints") is { } values => OnnxTensor.FromIntegers(new OnnxShape(values.Length), values.AsSpan()),
            _ => throw node.Error($"{given.Length} attributes", "exactly one holds the value"),
        };
    }
}
