namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A property of one real, element by element.</summary>
internal abstract class PredicateOperator(string name, int since, params AttributeRule[] attributes) : Operator(name, since, 1, attributes)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        return [new(ElementType.Bool, node.Shape(0))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [OnnxTensor.Own(ElementType.Bool, inputs[0].Shape, Array.ConvertAll(inputs[0].RealArray, value => Holds(node, value) ? 1L : 0L))];

    protected abstract bool Holds(NodeContext node, double value);
}
