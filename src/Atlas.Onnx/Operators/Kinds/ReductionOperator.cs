namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// Folds along axes. The axes are an attribute before opset <paramref name="axesInputSince"/>, then an optional input; without axes all are
/// reduced, unless <c>noop_with_empty_axes</c> makes it the identity. Reduced axes stay with extent 1 unless <c>keepdims</c> is 0.
/// </summary>
internal abstract class ReductionOperator(string name, int axesInputSince) : Operator(
    name, since: 1, new Arity(1, 2), "keepdims", new AttributeRule("axes", Until: axesInputSince),
    new AttributeRule("noop_with_empty_axes", axesInputSince))
{
    public override TensorType[] Infer(NodeContext node)
    {
        CheckType(node);
        OnnxShape shape = node.Shape(0);
        int[] axes = AxesOf(node);
        bool keep = node.Attributes.GetInt("keepdims", 1) != 0;
        IEnumerable<int> kept = Enumerable.Range(0, shape.Rank).Where(axis => keep || Array.IndexOf(axes, axis) < 0);
        return [new(node.ElementType(0), new OnnxShape([.. kept.Select(axis => Array.IndexOf(axes, axis) < 0 ? shape[axis] : 1)]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        int[] axes = AxesOf(node);
        bool isIdentity = axes.Length == 0 && inputs[0].Shape.Rank > 0;
        return [isIdentity ? inputs[0] : TensorLayout.Reshape(Reduce(node, inputs[0], axes), node.Outputs[0].Shape)];
    }

    /// <summary>Refuses element types that the reduction is not defined for.</summary>
    protected abstract void CheckType(NodeContext node);

    /// <summary>The reduced elements in row-major order, under any shape.</summary>
    protected abstract OnnxTensor Reduce(NodeContext node, OnnxTensor x, int[] axes);

    private static int[] AxesOf(NodeContext node)
    {
        int rank = node.Shape(0).Rank;
        IEnumerable<long> given = node.Has(1) ? node.ConstantIntegers(1, "axes") : node.Attributes.GetInts("axes") ?? [];
        int[] axes = node.Axes(given, rank);
        return axes.Length > 0 || node.Attributes.GetInt("noop_with_empty_axes", 0) != 0 ? axes : [.. Enumerable.Range(0, rank)];
    }
}
