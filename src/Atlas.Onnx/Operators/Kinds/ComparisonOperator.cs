using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A predicate of two numbers of one type, with broadcasting.</summary>
internal abstract class ComparisonOperator(string name, int since, Func<double, double, bool> ofReals, Func<long, long, bool> ofIntegers)
    : Operator(name, since, 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.CommonType(0, 1);
        return [new(ElementType.Bool, node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Compare(inputs[0], inputs[1], node.Outputs[0].Shape, ofReals, ofIntegers)];
}
