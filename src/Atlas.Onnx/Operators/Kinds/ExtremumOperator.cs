using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// The greatest or the least element along axes, of no elements <paramref name="ofNone"/>, an infinity; there is no such
/// integer. Booleans are reduced from opset 20.
/// </summary>
internal abstract class ExtremumOperator(string name, double ofNone, Func<double, double, double> ofReals, Func<long, long, long> ofIntegers)
    : FoldOperator(name, ofNone, ofReals)
{
    protected override void CheckType(NodeContext node)
    {
        ElementType type = node.ElementType(0);
        if (type == ElementType.Bool && node.Opset < 20)
        {
            throw node.Error($"input of type Bool at opset {node.Opset}", "supported from opset 20");
        }

        if (!type.IsReal() && node.Shape(0).ElementCount == 0)
        {
            throw node.Error($"input of shape {node.Shape(0)}", "no integer is the extremum of no elements");
        }
    }

    protected override OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes)
    {
        if (x.IsReal)
        {
            return base.Reduce(node, x, axes);
        }

        long start = Start < 0 ? long.MinValue : long.MaxValue;
        long[] folded = ReductionKernel.Fold(x.IntegerArray, x.Shape, axes, start, ofIntegers);
        return OnnxTensor.Own(x.ElementType, new OnnxShape(folded.Length), folded);
    }
}
