namespace Atlas.Onnx.Operators.Layout;

/// <summary>The inputs one after the other along <c>axis</c>; their other extents are equal.</summary>
internal sealed class ConcatOperator() : Operator("Concat", since: 4, Arity.AtLeast(1), "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        int[] all = [.. Enumerable.Range(0, node.InputCount)];
        ElementType type = node.CommonType(all);
        OnnxShape first = node.Shape(0);
        int axis = node.Axis(node.Attributes.GetInt("axis"), first.Rank);
        foreach (OnnxShape shape in all.Select(node.Shape))
        {
            if (shape.Rank != first.Rank || shape.With(axis, 0) != first.With(axis, 0))
            {
                throw node.Error($"{first} and {shape} cannot be joined along axis {axis}");
            }
        }

        return [new(type, first.With(axis, all.Sum(index => node.Shape(index)[axis])))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor[] tensors = [.. Enumerable.Range(0, inputs.Count).Select(index => inputs[index])];
        int axis = node.Axis(node.Attributes.GetInt("axis"), tensors[0].Shape.Rank);
        return [tensors.Length == 1 ? tensors[0] : TensorLayout.Concat(tensors, axis)];
    }
}
