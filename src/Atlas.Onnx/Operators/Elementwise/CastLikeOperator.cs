namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>Conversion of the first input to the element type of the second, by the rules of Cast.</summary>
internal sealed class CastLikeOperator()
    : Operator("CastLike", since: 15, inputs: 2, new AttributeRule("saturate", Since: 19), new AttributeRule("round_mode", Since: 24))
{
    public override TensorType[] Infer(NodeContext node) => [new(node.ElementType(1), node.Shape(0))];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Cast(inputs[0], node.Outputs[0].ElementType)];
}
