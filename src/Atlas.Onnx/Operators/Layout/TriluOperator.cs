namespace Atlas.Onnx.Operators.Layout;

/// <summary>The upper or lower triangle of the last two axes, from the k-th diagonal; the rest is zero.</summary>
internal sealed class TriluOperator() : Operator("Trilu", since: 14, new Arity(1, 2), "upper")
{
    public override TensorType[] Infer(NodeContext node)
    {
        Diagonal(node);
        return node.Shape(0).Rank >= 2 ? [node.Type(0)] : throw node.Error($"{node.Shape(0)} is not a matrix");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        return x.IsReal
            ? [OnnxTensor.Own(x.ElementType, x.Shape, Mask(node, x.RealArray, x.Shape))]
            : [OnnxTensor.Own(x.ElementType, x.Shape, Mask(node, x.IntegerArray, x.Shape))];
    }

    private static T[] Mask<T>(NodeContext node, T[] values, OnnxShape shape)
        where T : struct
    {
        long rows = shape[shape.Rank - 2], columns = shape[shape.Rank - 1], diagonal = Diagonal(node);
        bool upper = node.Attributes.GetInt("upper", 1) != 0;
        T[] result = (T[])values.Clone();
        for (int i = 0; i < result.Length; i++)
        {
            long distance = i % columns - i / columns % rows;
            if (upper ? distance < diagonal : distance > diagonal)
            {
                result[i] = default;
            }
        }

        return result;
    }

    private static long Diagonal(NodeContext node) => node.Has(1) ? node.ConstantInteger(1, "diagonal") : 0;
}
