using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>The greatest element along axes.</summary>
internal sealed class ReduceMaxOperator() : ReductionOperator("ReduceMax", axesInputSince: 18)
{
    protected override void CheckType(NodeContext node)
    {
        if (node.Shape(0).ElementCount == 0)
        {
            throw node.Error($"input of shape {node.Shape(0)}", "there is no greatest of no elements");
        }
    }

    protected override OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes)
    {
        if (x.IsReal)
        {
            double[] reals = ReductionKernel.Fold(x.RealArray, x.Shape, axes, double.NegativeInfinity, Math.Max);
            return OnnxTensor.Own(x.ElementType, new OnnxShape(reals.Length), reals);
        }

        long[] integers = ReductionKernel.Fold(x.IntegerArray, x.Shape, axes, long.MinValue, Math.Max);
        return OnnxTensor.Own(x.ElementType, new OnnxShape(integers.Length), integers);
    }
}
