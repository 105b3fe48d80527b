using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>
/// (x - mean) / √(variance + epsilon), times a gain, plus an optional offset (Ba, Kiros and Hinton 2016). Mean and inverse
/// deviation are optional outputs.
/// </summary>
internal sealed class LayerNormalizationOperator() : NormalizationOperator("LayerNormalization", since: 17, new Arity(2, 3))
{
    public override int MaxOutputs => 3;

    public override TensorType[] Infer(NodeContext node)
    {
        TensorType type = CheckParameters(node);
        int axis = AxisOf(node);
        var statistics = new TensorType(ElementType.Float, new OnnxShape([.. type.Shape.Select((extent, i) => i < axis ? extent : 1)]));
        return [type, statistics, statistics];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        double epsilon = Epsilon(node);
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        var means = new List<double>();
        var inverses = new List<double>();
        double[] result = ApplyToRows(node, inputs[0], (input, output) =>
        {
            (double mean, double inverse) = RowKernel.Statistics(input, epsilon);
            means.Add(mean);
            inverses.Add(inverse);
            for (int i = 0; i < input.Length; i++)
            {
                output[i] = (input[i] - mean) * inverse;
            }
        });

        double[] gain = ElementwiseKernel.Reals(inputs[1], shape);
        double[]? offset = inputs.Optional(2) is { } bias ? ElementwiseKernel.Reals(bias, shape) : null;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = result[i] * gain[i] + (offset?[i] ?? 0);
        }

        (ElementType statistics, OnnxShape rows) = node.Outputs[1];
        return
        [
            OnnxTensor.Own(type, shape, result), OnnxTensor.Own(statistics, rows, means.ToArray()), OnnxTensor.Own(statistics, rows, inverses.ToArray()),
        ];
    }
}
