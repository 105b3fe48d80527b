namespace Atlas.Onnx.Operators.Layout;

/// <summary>The input; models are run for inference, where nothing is dropped and the mask is all true.</summary>
internal sealed class DropoutOperator()
    : Operator("Dropout", since: 7, new Arity(1, 3), new AttributeRule("ratio", Until: 12), new AttributeRule("seed", Since: 12))
{
    public override int MaxOutputs => 2;

    public override TensorType[] Infer(NodeContext node)
    {
        if (node.Has(2) && !(node.Constant(2, "training mode") is { IsReal: false, Count: 1 } training && training.Integers[0] == 0))
        {
            throw node.Error("training mode", "export the model for inference");
        }

        return [node.Type(0), new(node.Opset < 10 ? node.ElementType(0) : ElementType.Bool, node.Shape(0))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[1];
        OnnxTensor one = type.IsReal() ? OnnxTensor.Scalar(1.0, type) : OnnxTensor.Scalar(1L, type);
        return [inputs[0], TensorLayout.Broadcast(one, shape)];
    }
}
