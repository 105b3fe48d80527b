using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>
/// x / (bias + alpha/size · Σ x²)^beta, summed over the <c>size</c> channels around x's (Krizhevsky et al. 2012).
/// </summary>
internal sealed class LRNOperator() : Operator("LRN", since: 1, inputs: 1, "alpha", "beta", "bias", "size")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        return node.Shape(0).Rank >= 2 && node.Attributes.GetInt("size") >= 1
            ? [node.Type(0)]
            : throw node.Error(
                $"{node.Attributes.GetInt("size")} channels of {node.Shape(0)}", "inputs are [batch, channels, ...], sizes are positive");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = inputs[0].Shape;
        long size = node.Attributes.GetInt("size");
        double alpha = node.Attributes.GetFloat("alpha", 1e-4f), beta = node.Attributes.GetFloat("beta", 0.75);
        double bias = node.Attributes.GetFloat("bias", 1);
        double[] result = RowKernel.Apply(inputs[0].RealArray, (int)shape[0], (int)shape[1], (int)shape.Product(2, shape.Rank), (channels, image) =>
        {
            for (int channel = 0; channel < channels.Length; channel++)
            {
                int first = (int)Math.Max(channel - (size - 1) / 2, 0), last = (int)Math.Min(channel + size / 2, channels.Length - 1);
                double squares = 0;
                foreach (double neighbour in channels.Slice(first, last - first + 1))
                {
                    squares += neighbour * neighbour;
                }

                image[channel] = channels[channel] / Math.Pow(bias + alpha / size * squares, beta);
            }
        });
        return [OnnxTensor.Own(inputs[0].ElementType, shape, result)];
    }
}
