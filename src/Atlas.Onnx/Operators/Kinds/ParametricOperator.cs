using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// A function of one real, element by element, with one or two float attributes; <paramref name="function"/> takes the real and
/// the attributes, 0 for a second one that the operator does not have.
/// </summary>
internal abstract class ParametricOperator(
    string name, int since, Func<double, double, double, double> function, Parameter first, Parameter? second = null)
    : Operator(name, since, 1, second is null ? [first.Name] : [first.Name, second.Name])
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        double a = first.Of(node), b = second?.Of(node) ?? 0;
        return [ElementwiseKernel.Map(inputs[0], x => function(x, a, b))];
    }
}
