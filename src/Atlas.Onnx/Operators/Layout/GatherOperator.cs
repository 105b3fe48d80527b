namespace Atlas.Onnx.Operators.Layout;

/// <summary>Rows of the first input along <c>axis</c>, chosen by indices of any shape; negative ones count from the end.</summary>
internal sealed class GatherOperator() : Operator("Gather", since: 1, inputs: 2, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(1);
        OnnxShape data = node.Shape(0);
        int axis = AxisOf(node);
        return [new(node.ElementType(0), new OnnxShape([.. data.Take(axis), .. node.Shape(1), .. data.Skip(axis + 1)]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor data = inputs[0];
        int axis = AxisOf(node);
        long[] rows = Array.ConvertAll(inputs[1].IntegerArray, index => node.Row(index, axis, data.Shape));
        return [TensorLayout.Reshape(TensorLayout.Gather(data, axis, rows), node.Outputs[0].Shape)];
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", 0), node.Shape(0).Rank);
}
