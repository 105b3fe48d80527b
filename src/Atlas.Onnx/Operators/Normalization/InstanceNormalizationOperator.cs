using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>Normalises each channel of each example by itself (Ulyanov et al. 2016).</summary>
internal sealed class InstanceNormalizationOperator() : Operator("InstanceNormalization", since: 6, inputs: 3, "epsilon")
{
    public override TensorType[] Infer(NodeContext node) => node.Shape(0).Rank >= 3
        ? [GroupNormalizer.Check(node, node.Shape(0)[1])]
        : throw node.Error($"input of shape {node.Shape(0)}", "inputs are [batch, channels, spatial axes]");

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [GroupNormalizer.Apply(node, inputs, (int)node.Shape(0)[1])];
}
