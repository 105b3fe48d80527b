using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>min(max(x, low), high). The bounds are attributes up to opset 10, then optional scalar inputs.</summary>
internal sealed class ClipOperator()
    : Operator("Clip", since: 6, new Arity(1, 3), new AttributeRule("min", Until: 11), new AttributeRule("max", Until: 11))
{
    public override TensorType[] Infer(NodeContext node)
    {
        if (node.Opset < 11 && node.InputCount > 1)
        {
            throw node.Error($"{node.InputCount} inputs at opset {node.Opset}", "bounds are attributes before opset 11");
        }

        for (int bound = 1; bound < node.InputCount; bound++)
        {
            if (node.Has(bound) && (node.CommonType(0, bound) == ElementType.Bool || node.Shape(bound).ElementCount != 1))
            {
                throw node.Error($"bound '{node.Input(bound).Name}' of shape {node.Shape(bound)}", "bounds are scalars");
            }
        }

        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        if (x.IsReal)
        {
            double low = inputs.Optional(1)?.Reals[0] ?? node.Attributes.GetFloat("min", double.NegativeInfinity);
            double high = inputs.Optional(2)?.Reals[0] ?? node.Attributes.GetFloat("max", double.PositiveInfinity);
            return [ElementwiseKernel.Map(x, value => Math.Min(Math.Max(value, low), high))];
        }

        long least = inputs.Optional(1)?.Integers[0] ?? long.MinValue, most = inputs.Optional(2)?.Integers[0] ?? long.MaxValue;
        return [ElementwiseKernel.Map(x, value => Math.Min(Math.Max(value, least), most))];
    }
}
