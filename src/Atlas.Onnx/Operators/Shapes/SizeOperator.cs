namespace Atlas.Onnx.Operators.Shapes;

/// <summary>The number of elements of the input.</summary>
internal sealed class SizeOperator() : Operator("Size", since: 1, inputs: 1)
{
    public override bool NeedsOnlyShapes => true;

    public override TensorType[] Infer(NodeContext node) => [new(ElementType.Int64, OnnxShape.Scalar)];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [OnnxTensor.Scalar(node.Shape(0).ElementCount)];
}
