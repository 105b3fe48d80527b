namespace Atlas.Onnx.Operators.Attention;

/// <summary>
/// Tensors of heads: [batch, heads, steps, size], or [batch, steps, heads·size] where the node says how many heads there are.
/// </summary>
internal static class Heads
{
    /// <summary>The shape of an input as [batch, heads, steps, size].</summary>
    public static OnnxShape Split(NodeContext node, int index, string countAttribute)
    {
        OnnxShape shape = node.Shape(index);
        if (shape.Rank == 4)
        {
            return shape;
        }

        long heads = node.Attributes.GetInt(countAttribute, 0);
        return shape.Rank == 3 && heads > 0 && shape[2] % heads == 0
            ? new OnnxShape(shape[0], heads, shape[1], shape[2] / heads)
            : throw node.Error(
                $"'{node.Input(index).Name}' of shape {shape} in {heads} heads",
                $"it has rank 4, or rank 3 and as many heads as '{countAttribute}' says");
    }

    /// <summary>The tensor as [batch, heads, steps, size].</summary>
    public static OnnxTensor Split(OnnxTensor tensor, OnnxShape heads) => tensor.Shape.Rank == 4
        ? tensor
        : TensorLayout.Permute(TensorLayout.Reshape(tensor, new OnnxShape(heads[0], heads[2], heads[1], heads[3])), [0, 2, 1, 3]);

    /// <summary>[batch, heads, steps, size] under the shape of a result of rank 3 or 4.</summary>
    public static OnnxTensor Merge(OnnxTensor tensor, OnnxShape result) =>
        result.Rank == 4 ? tensor : TensorLayout.Reshape(TensorLayout.Permute(tensor, [0, 2, 1, 3]), result);
}
