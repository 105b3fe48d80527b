using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A function of one real, element by element.</summary>
internal abstract class UnaryOperator(string name, int since, Func<double, double> function) : Operator(name, since, 1)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [ElementwiseKernel.Map(inputs[0], function)];
}
