using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>¬a.</summary>
internal sealed class NotOperator() : Operator("Not", since: 1, inputs: 1)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireBoolean(0);
        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [ElementwiseKernel.Map(inputs[0], static (long a) => 1 - a)];
}
