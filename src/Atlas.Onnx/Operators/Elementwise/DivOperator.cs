using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>a / b; of integers, truncated towards zero.</summary>
internal sealed class DivOperator() : Operator("Div", since: 7, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node) => [new(node.CommonType(0, 1), node.Broadcast(0, 1))];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Zip(inputs[0], inputs[1], node.Outputs[0].Shape, static (a, b) => a / b, (a, b) => Divide(node, a, b))];

    private static long Divide(NodeContext node, long a, long b) => b switch
    {
        0 => throw node.Error("integer division by zero"),
        -1 => unchecked(-a),
        _ => a / b,
    };
}
