namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Running sums along an axis; without the element itself if <c>exclusive</c>, from the end if <c>reverse</c>.</summary>
internal sealed class CumSumOperator() : Operator("CumSum", since: 11, inputs: 2, "exclusive", "reverse")
{
    public override TensorType[] Infer(NodeContext node)
    {
        AxisOf(node);
        return node.ElementType(0) == ElementType.Bool ? throw node.Error("input of type Bool", "insert a Cast") : [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        ElementType type = x.ElementType;
        return x.IsReal
            ? [OnnxTensor.Own(type, x.Shape, Accumulate(node, x.RealArray, x.Shape, static (sum, value) => sum + value))]
            : [OnnxTensor.Own(type, x.Shape, Accumulate(node, x.IntegerArray, x.Shape, (sum, value) => type.Wrap(unchecked(sum + value))))];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.ConstantInteger(1, "axis"), node.Shape(0).Rank);

    private static T[] Accumulate<T>(NodeContext node, T[] values, OnnxShape shape, Func<T, T, T> add)
        where T : struct
    {
        bool exclusive = node.Attributes.GetInt("exclusive", 0) != 0, reverse = node.Attributes.GetInt("reverse", 0) != 0;
        int axis = AxisOf(node), extent = (int)shape[axis], inner = (int)shape.Product(axis + 1, shape.Rank);
        T[] result = new T[values.Length];
        for (int line = 0; line < values.Length / Math.Max(extent, 1); line++)
        {
            int start = line / inner * extent * inner + line % inner;
            T sum = default;
            for (int i = 0; i < extent; i++)
            {
                int position = start + (reverse ? extent - 1 - i : i) * inner;
                T next = add(sum, values[position]);
                result[position] = exclusive ? sum : next;
                sum = next;
            }
        }

        return result;
    }
}
