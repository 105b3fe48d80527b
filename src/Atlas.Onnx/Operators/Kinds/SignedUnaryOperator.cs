using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A function of one number, element by element; integers stay integers.</summary>
internal abstract class SignedUnaryOperator(string name, int since, Func<double, double> ofReals, Func<long, long> ofIntegers)
    : Operator(name, since, 1)
{
    public override TensorType[] Infer(NodeContext node) => node.ElementType(0) == ElementType.Bool
        ? throw node.Error("input of type Bool", "insert a Cast")
        : [node.Type(0)];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [inputs[0].IsReal ? ElementwiseKernel.Map(inputs[0], ofReals) : ElementwiseKernel.Map(inputs[0], ofIntegers)];
}
