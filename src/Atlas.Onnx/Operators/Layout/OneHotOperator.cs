namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// An axis of <c>depth</c> elements inserted at <c>axis</c>: the second of the values where the index says, the first
/// elsewhere; indices count from the end if negative, and address nothing if out of range.
/// </summary>
internal sealed class OneHotOperator() : Operator("OneHot", since: 9, inputs: 3, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape indices = node.Shape(0);
        if (node.ElementType(0) == ElementType.Bool || node.Shape(2) != new OnnxShape(2))
        {
            throw node.Error(
                $"indices of type {node.ElementType(0)} and values of shape {node.Shape(2)}", "indices are numbers, values are [off, on]");
        }

        int axis = AxisOf(node);
        return [new(node.ElementType(2), new OnnxShape([.. indices.Take(axis), Depth(node), .. indices.Skip(axis)]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        long depth = Depth(node);
        int inner = (int)shape.Product(AxisOf(node) + 1, shape.Rank);
        long[] indices = TensorLayout.Cast(inputs[0], ElementType.Int64).IntegerArray;
        int[] choices = new int[shape.ElementCount];
        for (int i = 0; i < indices.Length; i++)
        {
            long index = indices[i] < 0 ? indices[i] + depth : indices[i];
            if (index >= 0 && index < depth)
            {
                choices[(i / inner * depth + index) * inner + i % inner] = 1;
            }
        }

        return inputs[2].IsReal
            ? [OnnxTensor.Own(type, shape, Array.ConvertAll(choices, choice => inputs[2].RealArray[choice]))]
            : [OnnxTensor.Own(type, shape, Array.ConvertAll(choices, choice => inputs[2].IntegerArray[choice]))];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", -1), node.Shape(0).Rank + 1);

    private static long Depth(NodeContext node)
    {
        OnnxTensor tensor = node.Constant(1, "depth");
        double depth = tensor.Count == 1 ? tensor.ToDoubles()[0] : 0;
        return depth is >= 1 and <= int.MaxValue ? (long)depth : throw node.Error($"depth {tensor}", "it is one positive number");
    }
}
