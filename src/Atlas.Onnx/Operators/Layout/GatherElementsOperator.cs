namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// For each element of the indices, the element of the data at the same place but for <c>axis</c>, where the index says which.
/// </summary>
internal sealed class GatherElementsOperator() : Operator("GatherElements", since: 11, inputs: 2, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(1);
        ElementPlaces.Check(node);
        return [new(node.ElementType(0), node.Shape(1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        int[] places = ElementPlaces.Of(node, inputs[1]);
        return inputs[0].IsReal
            ? [OnnxTensor.Own(type, shape, Array.ConvertAll(places, place => inputs[0].RealArray[place]))]
            : [OnnxTensor.Own(type, shape, Array.ConvertAll(places, place => inputs[0].IntegerArray[place]))];
    }
}
