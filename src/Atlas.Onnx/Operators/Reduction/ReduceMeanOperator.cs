using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Arithmetic mean along axes.</summary>
internal sealed class ReduceMeanOperator() : ReductionOperator("ReduceMean", axesInputSince: 18)
{
    protected override void CheckType(NodeContext node) => node.RequireReal(0);

    protected override OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes)
    {
        double[] means = ReductionKernel.Fold(x.RealArray, x.Shape, axes, 0.0, static (sum, value) => sum + value);
        double count = axes.Aggregate(1L, (product, axis) => product * x.Shape[axis]);
        for (int i = 0; i < means.Length; i++)
        {
            means[i] /= count;
        }

        return OnnxTensor.Own(x.ElementType, new OnnxShape(means.Length), means);
    }
}
