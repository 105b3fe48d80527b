using Atlas.Onnx.Operators.Linear;

namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// Matrix product of 8-bit operands less their zero points (one number, or one per row of A and per column of B), in 32-bit
/// integers.
/// </summary>
internal sealed class MatMulIntegerOperator() : Operator("MatMulInteger", since: 10, new Arity(2, 4))
{
    private static readonly QuantizedOperand A = new(Data: 0, Scale: -1, ZeroPoint: 2, Axis: -2), B = new(Data: 1, Scale: -1, ZeroPoint: 3, Axis: -1);

    public override TensorType[] Infer(NodeContext node)
    {
        A.Check(node);
        B.Check(node);
        return [new(ElementType.Int32, MatrixForm.Of(node, 0, 1).Result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [QuantizedResult.Accumulators(node.Outputs[0].Shape, MatrixForm.Of(node, 0, 1).Multiply(A.Centre(node, inputs), B.Centre(node, inputs)))];
}
