namespace Atlas.Onnx.Operators.Linear;

/// <summary>
/// Matrix product of the last two axes, the others broadcast. A vector on the left is a row, on the right a column; its axis is
/// not in the result.
/// </summary>
internal sealed class MatMulOperator() : Operator("MatMul", since: 1, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        node.RequireReal(0);
        return [new(type, MatrixForm.Of(node, 0, 1).Result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [OnnxTensor.Own(node.Outputs[0].ElementType, node.Outputs[0].Shape, MatrixForm.Of(node, 0, 1).Multiply(inputs[0], inputs[1]))];
}
