using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Spatial;

namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// Convolution of quantised operands, quantised again; scale and zero point of the weights may be per output channel. The bias
/// is Int32 in units of the operands' scales.
/// </summary>
internal sealed class QLinearConvOperator() : Operator("QLinearConv", since: 10, new Arity(8, 9), ConvolutionForm.Attributes)
{
    private static readonly QuantizedOperand X = new(Data: 0, Scale: 1, ZeroPoint: 2, Axis: null);
    private static readonly QuantizedOperand Weights = new(Data: 3, Scale: 4, ZeroPoint: 5, Axis: 0);

    public override TensorType[] Infer(NodeContext node)
    {
        X.Check(node);
        Weights.Check(node);
        OnnxShape result = ConvolutionForm.Of(node, 0, 3).Result;
        return !node.Has(8) || (node.ElementType(8) == ElementType.Int32 && node.Shape(8) == new OnnxShape(result[1]))
            ? [new(QuantizedResult.Check(node, 6, 7), result)]
            : throw node.Error($"bias {node.ElementType(8)}{node.Shape(8)} for {result[1]} output channels", "it is Int32");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = node.Outputs[0].Shape;
        OnnxTensor x = X.Dequantize(node, inputs), weights = Weights.Dequantize(node, inputs);
        double[] reals = ConvolutionForm.Of(node, 0, 3).Apply(x.RealArray, x.Shape, weights.RealArray);
        if (inputs.Optional(8) is { } bias)
        {
            double scale = inputs[1].RealArray[0];
            double[] offsets = bias.ToDoubles(), scales = inputs[4].RealArray;
            ChannelKernel.Update(reals, shape, (channel, sum) => sum + offsets[channel] * scale * scales[scales.Length == 1 ? 0 : channel]);
        }

        return [QuantizedResult.Quantize(node.Outputs[0], reals, inputs[6], inputs[7])];
    }
}
