using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Σ x along axes.</summary>
internal sealed class ReduceSumOperator() : ReductionOperator("ReduceSum", axesInputSince: 13)
{
    protected override void CheckType(NodeContext node)
    {
        if (node.ElementType(0) == ElementType.Bool)
        {
            throw node.Error("input of type Bool", "insert a Cast");
        }
    }

    protected override OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes)
    {
        if (x.IsReal)
        {
            double[] sums = ReductionKernel.Fold(x.RealArray, x.Shape, axes, 0.0, static (sum, value) => sum + value);
            return OnnxTensor.Own(x.ElementType, new OnnxShape(sums.Length), sums);
        }

        long[] totals = ReductionKernel.Fold(x.IntegerArray, x.Shape, axes, 0L, (sum, value) => x.ElementType.Wrap(unchecked(sum + value)));
        return OnnxTensor.Own(x.ElementType, new OnnxShape(totals.Length), totals);
    }
}
