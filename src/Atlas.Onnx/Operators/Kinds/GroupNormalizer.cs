using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// (x - mean) / √(variance + epsilon) over groups of channels of [batch, channels, ...], then a scale and an offset for each
/// channel.
/// </summary>
internal static class GroupNormalizer
{
    /// <summary>Checks the input, and that scale and offset (inputs 1 and 2) have <paramref name="parameters"/> elements.</summary>
    public static TensorType Check(NodeContext node, long parameters)
    {
        for (int index = 0; index < 3; index++)
        {
            node.RequireReal(index);
            if (index > 0 && node.Shape(index) != new OnnxShape(parameters))
            {
                throw node.Error($"'{node.Input(index).Name}' of shape {node.Shape(index)} instead of [{parameters}]");
            }
        }

        return node.Type(0);
    }

    /// <summary>The channels of a group are neighbours; so are those that share an element of scale and offset.</summary>
    public static OnnxTensor Apply(NodeContext node, Arguments inputs, int groups)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double epsilon = node.Attributes.GetFloat("epsilon", 1e-5f);
        int rows = (int)shape[0] * groups, length = rows == 0 ? 0 : (int)(shape.ElementCount / rows);
        double[] result = RowKernel.Apply(inputs[0].RealArray, rows, length, 1, (row, image) => RowKernel.Standardize(row, image, epsilon));
        double[] scale = inputs[1].RealArray, offset = inputs[2].RealArray;
        int share = (int)shape[1] / Math.Max(scale.Length, 1);
        ChannelKernel.Update(result, shape, (channel, x) => x * scale[channel / share] + offset[channel / share]);
        return OnnxTensor.Own(type, shape, result);
    }
}
