namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// Channels of [n, c, h, w] spread over blocks of <c>blocksize</c>² pixels; the block is the slower part of the channel axis,
/// or with <c>mode = "CRD"</c> the faster.
/// </summary>
internal sealed class DepthToSpaceOperator() : Operator("DepthToSpace", since: 1, inputs: 1, "blocksize", new AttributeRule("mode", Since: 11))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        long block = node.Attributes.GetInt("blocksize");
        IsBlockFirst(node);
        return shape.Rank == 4 && block is > 0 and < 1 << 15 && shape[1] % (block * block) == 0
            ? [new(node.ElementType(0), new OnnxShape(shape[0], shape[1] / (block * block), shape[2] * block, shape[3] * block))]
            : throw node.Error($"blocks of {block}² pixels for {shape}", "the channels of [n, c, h, w] are a multiple of the block");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = inputs[0].Shape;
        long block = node.Attributes.GetInt("blocksize"), channels = node.Outputs[0].Shape[1];
        bool isBlockFirst = IsBlockFirst(node);
        OnnxShape split = isBlockFirst
            ? new(shape[0], block, block, channels, shape[2], shape[3])
            : new(shape[0], channels, block, block, shape[2], shape[3]);
        OnnxTensor result = TensorLayout.Permute(TensorLayout.Reshape(inputs[0], split), isBlockFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3]);
        return [TensorLayout.Reshape(result, node.Outputs[0].Shape)];
    }

    private static bool IsBlockFirst(NodeContext node) => node.Attributes.GetString("mode", "DCR") switch
    {
        "DCR" => true,
        "CRD" => false,
        var other => throw node.Error($"attribute 'mode' is '{other}'", "supported are 'DCR' and 'CRD'"),
    };
}
