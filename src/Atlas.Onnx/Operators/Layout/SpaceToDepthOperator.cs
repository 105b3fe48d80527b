namespace Atlas.Onnx.Operators.Layout;

/// <summary>Blocks of <c>blocksize</c>² pixels of [n, c, h, w] moved into the channel axis, as its slower part.</summary>
internal sealed class SpaceToDepthOperator() : Operator("SpaceToDepth", since: 1, inputs: 1, "blocksize")
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        long block = node.Attributes.GetInt("blocksize");
        return shape.Rank == 4 && block is > 0 and < 1 << 15 && shape[2] % block == 0 && shape[3] % block == 0
            ? [new(node.ElementType(0), new OnnxShape(shape[0], shape[1] * block * block, shape[2] / block, shape[3] / block))]
            : throw node.Error($"blocks of {block}² pixels for {shape}", "rows and columns of [n, c, h, w] are multiples of the block");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = inputs[0].Shape, result = node.Outputs[0].Shape;
        long block = node.Attributes.GetInt("blocksize");
        OnnxTensor split = TensorLayout.Reshape(inputs[0], new OnnxShape(shape[0], shape[1], result[2], block, result[3], block));
        return [TensorLayout.Reshape(TensorLayout.Permute(split, [0, 3, 5, 1, 2, 4]), result)];
    }
}
