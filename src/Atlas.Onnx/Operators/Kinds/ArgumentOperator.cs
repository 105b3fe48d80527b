namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// The index along <c>axis</c> of the greatest element, or of the least if <paramref name="sign"/> is -1; of equal ones the
/// first, or the last with <c>select_last_index</c>.
/// </summary>
internal abstract class ArgumentOperator(string name, int sign)
    : Operator(name, since: 1, inputs: 1, "axis", "keepdims", new AttributeRule("select_last_index", Since: 12))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        int axis = AxisOf(node);
        if (shape[axis] == 0)
        {
            throw node.Error($"input of shape {shape}", "there is no extremum of no elements");
        }

        OnnxShape result = node.Attributes.GetInt("keepdims", 1) != 0
            ? shape.With(axis, 1)
            : new OnnxShape([.. shape.Take(axis), .. shape.Skip(axis + 1)]);
        return [new(ElementType.Int64, result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        bool last = node.Attributes.GetInt("select_last_index", 0) != 0;
        int axis = AxisOf(node), extent = (int)x.Shape[axis], inner = (int)x.Shape.Product(axis + 1, x.Shape.Rank);
        long[] result = new long[node.Outputs[0].Shape.ElementCount];
        for (int i = 0; i < result.Length; i++)
        {
            int start = i / inner * extent * inner + i % inner;
            result[i] = x.IsReal ? Extremum(x.RealArray, start, inner, extent, last) : Extremum(x.IntegerArray, start, inner, extent, last);
        }

        return [OnnxTensor.Own(ElementType.Int64, node.Outputs[0].Shape, result)];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", 0), node.Shape(0).Rank);

    private int Extremum<T>(T[] values, int start, int stride, int count, bool last)
        where T : IComparable<T>
    {
        int best = 0;
        for (int i = 1; i < count; i++)
        {
            int order = sign * values[start + i * stride].CompareTo(values[start + best * stride]);
            best = order > 0 || (order == 0 && last) ? i : best;
        }

        return best;
    }
}
