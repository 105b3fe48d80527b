namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// Resampling along axes by scales or to sizes that are known at build time: the nearest element, or the linear interpolation
/// of the two nearest along each axis. Opset 10 has scales only and no attributes but <c>mode</c>.
/// </summary>
internal sealed class ResizeOperator() : Operator(
    "Resize", since: 10, new Arity(1, 4), "mode", new AttributeRule("coordinate_transformation_mode", 11), new AttributeRule("nearest_mode", 11),
    new AttributeRule("cubic_coeff_a", 11), new AttributeRule("exclude_outside", 11), new AttributeRule("extrapolation_value", 11),
    new AttributeRule("antialias", 18),
    new AttributeRule("axes", 18), new AttributeRule("keep_aspect_ratio_policy", 18))
{
    public override TensorType[] Infer(NodeContext node)
    {
        if (ResampledAxis.IsLinear(node))
        {
            node.RequireReal(0);
        }

        if (node.Attributes.GetInt("antialias", 0) != 0)
        {
            throw node.Error("attribute 'antialias' is 1", "only 0 is supported");
        }

        ResampledAxis[] axes = ResampledAxis.All(node);
        Array.ForEach(axes, axis => axis.CheckModes(node));
        return [new(node.ElementType(0), new OnnxShape([.. axes.Select(static axis => axis.Output)]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        ResampledAxis[] axes = ResampledAxis.All(node);
        bool isLinear = ResampledAxis.IsLinear(node);
        OnnxTensor result = inputs[0];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            if (!axes[axis].IsIdentity)
            {
                result = isLinear ? Interpolate(node, result, axis, axes[axis]) : TensorLayout.Gather(result, axis, axes[axis].Nearest(node));
            }
        }

        return [result];
    }

    private static OnnxTensor Interpolate(NodeContext node, OnnxTensor x, int axis, ResampledAxis form)
    {
        (long[] below, long[] above, double[] weights) = form.Linear(node);
        double[] low = TensorLayout.Gather(x, axis, below).RealArray, high = TensorLayout.Gather(x, axis, above).RealArray;
        double[] result = new double[low.Length];
        int inner = (int)x.Shape.Product(axis + 1, x.Shape.Rank);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = low[i] + (high[i] - low[i]) * weights[i / inner % weights.Length];
        }

        return OnnxTensor.Own(x.ElementType, x.Shape.With(axis, form.Output), result);
    }
}
