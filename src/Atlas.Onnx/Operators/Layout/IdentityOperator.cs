namespace Atlas.Onnx.Operators.Layout;

/// <summary>The input.</summary>
internal sealed class IdentityOperator() : Operator("Identity", since: 1, inputs: 1)
{
    public override TensorType[] Infer(NodeContext node) => [node.Type(0)];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [inputs[0]];
}
