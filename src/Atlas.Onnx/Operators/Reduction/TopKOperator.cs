namespace Atlas.Onnx.Operators.Reduction;

/// <summary>
/// The k greatest elements along <c>axis</c> (the least unless <c>largest</c>) and their indices. They are given in order,
/// which <c>sorted = 0</c> leaves open; of equal ones the first comes first.
/// </summary>
internal sealed class TopKOperator()
    : Operator("TopK", since: 10, inputs: 2, "axis", new AttributeRule("largest", Since: 11), new AttributeRule("sorted", Since: 11))
{
    public override int MaxOutputs => 2;

    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        int axis = AxisOf(node);
        long count = node.ConstantInteger(1, "count");
        if (count < 0 || count > shape[axis] || node.ElementType(0) == ElementType.Bool)
        {
            throw node.Error(
                $"{count} of the elements along axis {axis} of {node.ElementType(0)}{shape}", $"0 to {shape[axis]} numbers can be chosen");
        }

        return [new(node.ElementType(0), shape.With(axis, count)), new(ElementType.Int64, shape.With(axis, count))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        long[] order = x.IsReal ? Order(node, x.RealArray) : Order(node, x.IntegerArray);
        int axis = AxisOf(node), extent = (int)x.Shape[axis], inner = (int)x.Shape.Product(axis + 1, shape.Rank);
        OnnxTensor indices = OnnxTensor.Own(ElementType.Int64, shape, Array.ConvertAll(order, position => position / inner % extent));
        return x.IsReal
            ? [OnnxTensor.Own(type, shape, Array.ConvertAll(order, position => x.RealArray[position])), indices]
            : [OnnxTensor.Own(type, shape, Array.ConvertAll(order, position => x.IntegerArray[position])), indices];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", -1), node.Shape(0).Rank);

    /// <summary>The position in the input of each element of the result.</summary>
    private static long[] Order<T>(NodeContext node, T[] values)
        where T : IComparable<T>
    {
        OnnxShape shape = node.Shape(0), result = node.Outputs[0].Shape;
        bool largest = node.Attributes.GetInt("largest", 1) != 0;
        int axis = AxisOf(node), extent = (int)shape[axis], inner = (int)shape.Product(axis + 1, shape.Rank), count = (int)result[axis];
        long[] order = new long[result.ElementCount];
        for (int line = 0; line < order.Length / Math.Max(count, 1); line++)
        {
            int start = line / inner * extent * inner + line % inner, target = line / inner * count * inner + line % inner;
            IEnumerable<int> positions = Enumerable.Range(0, extent).Select(i => start + i * inner);
            IEnumerable<int> sorted = largest
                ? positions.OrderByDescending(position => values[position])
                : positions.OrderBy(position => values[position]);
            foreach (int position in sorted.Take(count))
            {
                order[target] = position;
                target += inner;
            }
        }

        return order;
    }
}
