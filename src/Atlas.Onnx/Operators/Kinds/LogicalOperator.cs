using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A function of two booleans, with broadcasting.</summary>
internal abstract class LogicalOperator(string name, int since, Func<long, long, long> function) : Operator(name, since, 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireBoolean(0);
        node.RequireBoolean(1);
        return [new(ElementType.Bool, node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Zip(inputs[0], inputs[1], node.Outputs[0].Shape, static (_, _) => throw new InvalidOperationException("booleans are integers"), function)];
}
