namespace Atlas.Onnx.Operators.Layout;

/// <summary>The data with each update put at its own place but for <c>axis</c>, where the index says which.</summary>
internal sealed class ScatterElementsOperator() : Operator("ScatterElements", since: 11, inputs: 3, "axis", ScatterReduction.Attribute)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(1);
        node.CommonType(0, 2);
        ScatterReduction.Check(node);
        ElementPlaces.Check(node);
        return node.Shape(1) == node.Shape(2) ? [node.Type(0)] : throw node.Error($"{node.Shape(2)} updates for {node.Shape(1)} indices");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ScatterReduction.Apply(node, inputs[0], ElementPlaces.Of(node, inputs[1]), inputs[2])];
}
