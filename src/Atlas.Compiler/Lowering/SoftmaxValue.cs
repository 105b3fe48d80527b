using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Softmax over the last axis, on the scores as they are accumulated; a factor in front of it goes into the exponential's table.</summary>
internal sealed class SoftmaxValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue scores, bool causal) : DynamicValue(context, node, shape)
{
    private int? probabilities;

    public override bool IsActivation => true;

    public override int Multiplicand(int scaleBits) => probabilities ??= Located(BuildProbabilities);

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

    /// <summary>All elements, also those above the diagonal: there the value is 0, but a function of it need not be.</summary>
    protected override Scaled BuildRaw()
    {
        int tensor = Multiplicand(Context.ScaleBits);
        TensorShape shape = Plan.ShapeOf(tensor);
        return new(shape.Causal ? Plan.Affine($"{Name}.whole", new TensorShape(shape.Dimensions), Context.ScaleBits, [Plan.Term(1, tensor)]) : tensor, 1);
    }

    private int BuildProbabilities()
    {
        if (Shape.Rank == 0 || Shape[Shape.Rank - 1] == 1)
        {
            return Plan.Affine(Name, LoweringContext.ShapeOf(Shape), Context.ScaleBits, [], BigInteger.One << Context.ScaleBits);
        }

        Scaled raw = scores.Raw;
        if (raw.Factor <= 0)
        {
            raw = new(scores.Activation, 1);
        }

        var region = new TensorShape(Plan.ShapeOf(raw.Tensor).Dimensions, causal);
        return Plan.Probabilities(Name, raw.Tensor, raw.Factor, region, SoftmaxPrecision.For(Context.ScaleBits, region.Dimensions[region.Rank - 1]));
    }
}
