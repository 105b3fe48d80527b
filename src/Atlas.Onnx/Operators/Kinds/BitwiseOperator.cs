using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A function of the bits of two integers of one type, with broadcasting.</summary>
internal abstract class BitwiseOperator(string name, int since, params AttributeRule[] attributes) : Operator(name, since, 2, attributes)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(0);
        return [new(node.CommonType(0, 1), node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [ElementwiseKernel.Zip(
        inputs[0], inputs[1], node.Outputs[0].Shape, static (_, _) => throw new InvalidOperationException("bits are of integers"),
        (a, b) => Combine(node, a, b))];

    /// <summary>The result before it is stored in the operands' type.</summary>
    protected abstract long Combine(NodeContext node, long a, long b);
}
