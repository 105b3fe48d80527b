using Atlas.Onnx.Operators.Spatial;

namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// Convolution of 8-bit operands less their zero points (of the weights one number, or one per output channel), in 32-bit
/// integers.
/// </summary>
internal sealed class ConvIntegerOperator() : Operator("ConvInteger", since: 10, new Arity(2, 4), ConvolutionForm.Attributes)
{
    private static readonly QuantizedOperand X = new(Data: 0, Scale: -1, ZeroPoint: 2, Axis: null);
    private static readonly QuantizedOperand Weights = new(Data: 1, Scale: -1, ZeroPoint: 3, Axis: 0);

    public override TensorType[] Infer(NodeContext node)
    {
        X.Check(node);
        Weights.Check(node);
        return [new(ElementType.Int32, ConvolutionForm.Of(node, 0, 1).Result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = X.Centre(node, inputs), weights = Weights.Centre(node, inputs);
        double[] sums = ConvolutionForm.Of(node, 0, 1).Apply(x.RealArray, x.Shape, weights.RealArray);
        return [QuantizedResult.Accumulators(node.Outputs[0].Shape, sums)];
    }
}
