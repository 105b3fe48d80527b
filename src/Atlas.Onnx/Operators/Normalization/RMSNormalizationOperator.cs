using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>x / √(mean of x² + epsilon), times a gain (Zhang and Sennrich 2019).</summary>
internal sealed class RMSNormalizationOperator() : NormalizationOperator("RMSNormalization", since: 23, 2)
{
    public override TensorType[] Infer(NodeContext node) => [CheckParameters(node)];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        double epsilon = Epsilon(node);
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double[] result = ApplyToRows(node, inputs[0], (input, output) =>
        {
            double squares = 0;
            foreach (double value in input)
            {
                squares += value * value;
            }

            double inverse = 1 / Math.Sqrt(squares / input.Length + epsilon);
            for (int i = 0; i < input.Length; i++)
            {
                output[i] = input[i] * inverse;
            }
        });

        double[] gain = ElementwiseKernel.Reals(inputs[1], shape);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] *= gain[i];
        }

        return [OnnxTensor.Own(type, shape, result)];
    }
}
