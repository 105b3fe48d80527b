using Atlas.Onnx.Operators.Linear;

namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// Matrix product of quantised operands, quantised again; scales and zero points of A may be per row, those of B per column.
/// </summary>
internal sealed class QLinearMatMulOperator() : Operator("QLinearMatMul", since: 10, inputs: 8)
{
    private static readonly QuantizedOperand A = new(Data: 0, Scale: 1, ZeroPoint: 2, Axis: -2), B = new(Data: 3, Scale: 4, ZeroPoint: 5, Axis: -1);

    public override TensorType[] Infer(NodeContext node)
    {
        A.Check(node);
        B.Check(node);
        return [new(QuantizedResult.Check(node, 6, 7), MatrixForm.Of(node, 0, 3).Result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        double[] reals = MatrixForm.Of(node, 0, 3).Multiply(A.Dequantize(node, inputs), B.Dequantize(node, inputs));
        return [QuantizedResult.Quantize(node.Outputs[0], reals, inputs[6], inputs[7])];
    }
}
