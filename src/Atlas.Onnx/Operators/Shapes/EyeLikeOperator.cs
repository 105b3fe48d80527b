namespace Atlas.Onnx.Operators.Shapes;

/// <summary>
/// Ones on the k-th diagonal of a matrix of the input's shape, zeros elsewhere; of the input's type unless <c>dtype</c> names
/// one.
/// </summary>
internal sealed class EyeLikeOperator() : Operator("EyeLike", since: 9, inputs: 1, "dtype", "k")
{
    public override bool NeedsOnlyShapes => true;

    public override TensorType[] Infer(NodeContext node)
    {
        long code = node.Attributes.GetInt("dtype", (long)node.ElementType(0));
        if (node.Shape(0).Rank != 2)
        {
            throw node.Error($"{node.Shape(0)} is not a matrix");
        }

        return code is > 0 and < 100 && ElementTypes.TryFromCode((int)code, out ElementType type)
            ? [new(type, node.Shape(0))]
            : throw node.Error($"attribute 'dtype' is element type {code}", "supported are real types, integers of 8 to 64 bits and booleans");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        long diagonal = node.Attributes.GetInt("k", 0);
        long[] ones = [.. Enumerable.Range(0, (int)shape.ElementCount).Select(i => i % shape[1] - i / shape[1] == diagonal ? 1L : 0L)];
        return type.IsReal()
            ? [OnnxTensor.Own(type, shape, Array.ConvertAll(ones, static one => (double)one))]
            : [OnnxTensor.Own(type, shape, ones)];
    }
}
