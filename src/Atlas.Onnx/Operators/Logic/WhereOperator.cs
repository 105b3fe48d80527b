using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Elements of the second input where the first is true, else of the third, with broadcasting.</summary>
internal sealed class WhereOperator() : Operator("Where", since: 9, inputs: 3)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireBoolean(0);
        return [new(node.CommonType(1, 2), node.Broadcast(0, 1, 2))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Select(inputs[0], inputs[1], inputs[2], node.Outputs[0].Shape)];
}
