using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The arithmetic mean of the inputs.</summary>
internal sealed class MeanOperator() : VariadicOperator("Mean", since: 8, static (a, b) => a + b, static (a, b) => unchecked(a + b))
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        return base.Infer(node);
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Map(base.Evaluate(node, inputs)[0], (double sum) => sum / inputs.Count)];
}
