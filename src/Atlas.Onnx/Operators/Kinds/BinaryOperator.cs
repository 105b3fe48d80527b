using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A function of two numbers of one type, with broadcasting.</summary>
internal abstract class BinaryOperator(string name, int since, Func<double, double, double> ofReals, Func<long, long, long> ofIntegers)
    : Operator(name, since, 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        return type == ElementType.Bool ? throw node.Error("inputs of type Bool", "insert a Cast") : [new(type, node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Zip(inputs[0], inputs[1], node.Outputs[0].Shape, ofReals, ofIntegers)];
}
