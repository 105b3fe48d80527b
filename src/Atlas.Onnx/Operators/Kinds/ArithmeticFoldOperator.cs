using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A fold that takes integers as well; their result wraps around like the element type.</summary>
internal abstract class ArithmeticFoldOperator(
    string name, int start, Func<double, double, double> ofReals, Func<long, long, long> ofIntegers, int axesInputSince = 18)
    : FoldOperator(name, start, ofReals, axesInputSince: axesInputSince)
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
            return base.Reduce(node, x, axes);
        }

        long[] folded = ReductionKernel.Fold(x.IntegerArray, x.Shape, axes, start, (sum, value) => x.ElementType.Wrap(ofIntegers(sum, value)));
        return OnnxTensor.Own(x.ElementType, new OnnxShape(folded.Length), folded);
    }
}
