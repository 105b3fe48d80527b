using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// Cross-correlation over the spatial axes: result[n, m, o] = Σ x[n, c, o·stride + k·dilation - pad] · w[m, c, k] + b[m], over
/// any number of spatial axes, in groups of channels that do not see each other.
/// </summary>
internal sealed class ConvOperator() : Operator("Conv", since: 1, new Arity(2, 3), ConvolutionForm.Attributes)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        ElementType type = node.CommonType(0, 1);
        OnnxShape result = ConvolutionForm.Of(node, 0, 1).Result;
        if (node.Has(2) && (node.ElementType(2) != type || node.Shape(2) != new OnnxShape(result[1])))
        {
            throw node.Error($"bias {node.ElementType(2)}{node.Shape(2)} for {result[1]} output channels of type {type}");
        }

        return [new(type, result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double[] result = ConvolutionForm.Of(node, 0, 1).Apply(inputs[0].RealArray, inputs[0].Shape, inputs[1].RealArray);
        if (inputs.Optional(2) is { } bias)
        {
            double[] offsets = bias.RealArray;
            ChannelKernel.Update(result, shape, (channel, sum) => sum + offsets[channel]);
        }

        return [OnnxTensor.Own(type, shape, result)];
    }
}
