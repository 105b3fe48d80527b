namespace Atlas.Onnx.Operators.Layout;

/// <summary>Multidirectional broadcasting of the input with a shape.</summary>
internal sealed class ExpandOperator() : Operator("Expand", since: 8, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        var wanted = new OnnxShape(node.ConstantIntegers(1, "shape").AsSpan());
        return wanted.All(static extent => extent >= 0) && OnnxShape.TryBroadcast(node.Shape(0), wanted, out OnnxShape result)
            ? [new(node.ElementType(0), result)]
            : throw node.Error($"{node.Shape(0)} does not broadcast with {wanted}");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Broadcast(inputs[0], node.Outputs[0].Shape)];
}
