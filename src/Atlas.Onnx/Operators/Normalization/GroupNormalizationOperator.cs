using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>
/// Normalises <c>num_groups</c> groups of neighbouring channels (Wu and He 2018). Scale and offset have an element per group up
/// to opset 20, then per channel.
/// </summary>
internal sealed class GroupNormalizationOperator()
    : Operator("GroupNormalization", since: 18, inputs: 3, "epsilon", "num_groups", new AttributeRule("stash_type", Since: 21))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape x = node.Shape(0);
        long groups = node.Attributes.GetInt("num_groups");
        return x.Rank >= 2 && groups >= 1 && x[1] % groups == 0
            ? [GroupNormalizer.Check(node, node.Opset < 21 ? groups : x[1])]
            : throw node.Error($"{groups} groups of channels of {x}", "the channels of [batch, channels, ...] are a multiple of the groups");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [GroupNormalizer.Apply(node, inputs, (int)node.Attributes.GetInt("num_groups"))];
}
