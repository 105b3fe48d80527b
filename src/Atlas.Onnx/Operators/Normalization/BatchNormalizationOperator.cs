using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>
/// (x - mean) / √(variance + epsilon) · scale + offset with constants per channel, which training has found (Ioffe and Szegedy
/// 2015).
/// </summary>
internal sealed class BatchNormalizationOperator() : Operator(
    "BatchNormalization", since: 6, inputs: 5, "epsilon", "momentum", new AttributeRule("is_test", Until: 7), new AttributeRule("spatial", Until: 9),
    new AttributeRule("training_mode", Since: 14))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape x = node.Shape(0);
        if (x.Rank < 2)
        {
            throw node.Error($"input of shape {x}", "inputs are [batch, channels, ...]");
        }

        bool trains = node.Attributes.GetInt("training_mode", 0) != 0 || (node.Opset < 7 && node.Attributes.GetInt("is_test", 0) == 0);
        if (trains || node.Attributes.GetInt("spatial", 1) == 0)
        {
            throw node.Error(trains ? "training mode" : "attribute 'spatial' is 0", "export the model for inference, with constants per channel");
        }

        for (int index = 0; index < 5; index++)
        {
            node.RequireReal(index);
            if (index > 0 && node.Shape(index) != new OnnxShape(x[1]))
            {
                throw node.Error($"'{node.Input(index).Name}' of shape {node.Shape(index)} for {x[1]} channels");
            }
        }

        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double epsilon = node.Attributes.GetFloat("epsilon", 1e-5f);
        double[] scale = inputs[1].RealArray, offset = inputs[2].RealArray, mean = inputs[3].RealArray, variance = inputs[4].RealArray;
        double[] result = (double[])inputs[0].RealArray.Clone();
        ChannelKernel.Update(
            result, shape, (channel, x) => (x - mean[channel]) / Math.Sqrt(variance[channel] + epsilon) * scale[channel] + offset[channel]);
        return [OnnxTensor.Own(type, shape, result)];
    }
}
