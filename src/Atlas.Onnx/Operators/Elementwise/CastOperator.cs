namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>Conversion to another element type: towards zero from reals to integers, exact between reals.</summary>
internal sealed class CastOperator() : Operator("Cast", since: 6, inputs: 1, "to", new AttributeRule("saturate", Since: 19), new AttributeRule("round_mode", Since: 24))
{
    public override TensorType[] Infer(NodeContext node) => [new(Target(node), node.Shape(0))];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Cast(inputs[0], node.Outputs[0].ElementType)];

    private static ElementType Target(NodeContext node)
    {
        long code = node.Attributes.GetInt("to");
        return code is > 0 and < 100 && ElementTypes.TryFromCode((int)code, out ElementType type)
            ? type
            : throw node.Error($"attribute 'to' is element type {code}", "supported are real types, integers of 8 to 64 bits and booleans");
    }
}
