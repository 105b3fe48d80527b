using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>The complement of every bit.</summary>
internal sealed class BitwiseNotOperator() : Operator("BitwiseNot", since: 18, inputs: 1)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(0);
        return node.ElementType(0) == ElementType.UInt64
            ? throw node.Error("input of type UInt64", "complements of 64 bits are beyond 2^63 - 1; cast to a narrower type")
            : [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [ElementwiseKernel.Map(inputs[0], static (long x) => ~x)];
}
