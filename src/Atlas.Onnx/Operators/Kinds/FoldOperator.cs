using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A reduction that folds the elements one by one, and then may finish the result: Σ, Π, norms, the logarithm of a sum.</summary>
internal abstract class FoldOperator(
    string name, double start, Func<double, double, double> step, Func<double, double>? finish = null, int axesInputSince = 18)
    : ReductionOperator(name, axesInputSince)
{
    /// <summary>The fold of no elements.</summary>
    protected double Start => start;

    protected override void CheckType(NodeContext node) => node.RequireReal(0);

    protected override OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes)
    {
        double[] folded = ReductionKernel.Fold(x.RealArray, x.Shape, axes, start, step);
        double[] result = finish is null ? folded : Array.ConvertAll(folded, value => finish(value));
        return OnnxTensor.Own(x.ElementType, new OnnxShape(result.Length), result);
    }
}
