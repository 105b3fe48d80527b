using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>A reduction over all spatial axes of [batch, channels, spatial axes...], which stay with extent 1.</summary>
internal abstract class GlobalPoolOperator(string name, int since, params AttributeRule[] attributes) : Operator(name, since, 1, attributes)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        OnnxShape x = node.Shape(0);
        return x.Rank >= 2 && x.Product(2, x.Rank) > 0
            ? [new(node.ElementType(0), new OnnxShape([x[0], x[1], .. Enumerable.Repeat(1L, x.Rank - 2)]))]
            : throw node.Error($"input of shape {x}", "inputs are [batch, channels, spatial axes], with at least one element");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape x = inputs[0].Shape;
        int[] axes = [.. Enumerable.Range(2, x.Rank - 2)];
        double count = x.Product(2, x.Rank);
        double[] folded = Fold(node, inputs[0].RealArray, x, axes);
        return [OnnxTensor.Own(node.Outputs[0].ElementType, node.Outputs[0].Shape, Array.ConvertAll(folded, value => Finish(node, value, count)))];
    }

    /// <summary>One step of the fold.</summary>
    protected abstract double Step(NodeContext node, double folded, double value);

    /// <summary>The value before the first step.</summary>
    protected virtual double Start => 0;

    /// <summary>The result from the fold over <paramref name="count"/> elements.</summary>
    protected virtual double Finish(NodeContext node, double folded, double count) => folded;

    private double[] Fold(NodeContext node, double[] values, OnnxShape shape, int[] axes) =>
        ReductionKernel.Fold(values, shape, axes, Start, (folded, value) => Step(node, folded, value));
}
