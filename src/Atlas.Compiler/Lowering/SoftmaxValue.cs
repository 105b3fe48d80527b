using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Softmax over the last axis, on the scores as they are accumulated; a factor in front of it goes into the exponential's table.</summary>
internal sealed class SoftmaxValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue scores, bool causal) : DynamicValue(context, node, shape)
{
    public override bool IsActivation => true;

    public static DynamicValue FromOperator(LoweringContext context, OnnxNode node, LoweredValue scores)
    {
        long axis = node.Attributes.GetInt("axis", context.Graph.Opset >= 13 ? -1 : 1);
        if (scores is not DynamicValue x || (axis != -1 && axis != scores.Shape.Rank - 1))
        {
            throw node.Error($"axis {axis}", "the last axis is supported");
        }

        DynamicValue source = x is MaskedValue masked ? masked.Source : x;
        if (ExpressionValue.Decompose(source).Source is ProductOfMatrices product)
        {
            product.ReadBySoftmax();
        }

        return new SoftmaxValue(context, node, x.Shape, source, x is MaskedValue);
    }

    protected override Scaled BuildRaw()
    {
        Scaled raw = scores.Raw;
        if (raw.Factor <= 0)
        {
            raw = new(scores.Activation, 1);
        }

        var region = new TensorShape(Plan.ShapeOf(raw.Tensor).Dimensions, causal);
        return new(Plan.Probabilities(Name, raw.Tensor, raw.Factor, region, SoftmaxPrecision.For(Context.ScaleBits)), 1);
    }
}
