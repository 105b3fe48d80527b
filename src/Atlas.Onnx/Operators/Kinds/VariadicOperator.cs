using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>An associative function of any number of inputs of one type, with broadcasting.</summary>
internal abstract class VariadicOperator(string name, int since, Func<double, double, double> ofReals, Func<long, long, long> ofIntegers)
    : Operator(name, since, Arity.AtLeast(1))
{
    public override TensorType[] Infer(NodeContext node)
    {
        int[] all = [.. Enumerable.Range(0, node.InputCount)];
        return [new(node.CommonType(all), node.Broadcast(all))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = node.Outputs[0].Shape;
        OnnxTensor result = TensorLayout.Broadcast(inputs[0], shape);
        for (int i = 1; i < inputs.Count; i++)
        {
            result = ElementwiseKernel.Zip(result, inputs[i], shape, ofReals, ofIntegers);
        }

        return [result];
    }
}
