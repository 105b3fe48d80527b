using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>x·W with constant weights, held as W^T: the output axis leads and the contraction axis is lowest (docs/protocol.md §3).</summary>
internal sealed class LinearValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source, WeightExpression weight)
    : DynamicValue(context, node, shape)
{
    /// <summary>The operand is a product of activations, as probabilities·V is.</summary>
    private bool IsAttention => source is ProductOfMatrices or LayoutValue { Root: ProductOfMatrices };

    /// <summary>A part of the output axis is a product with a part of the weights.</summary>
    public override DynamicValue Slice(OnnxNode node, OnnxShape shape, int axis, int start) => axis == Shape.Rank - 1
        ? new LinearValue(Context, node, shape, source, new SliceExpression(weight, 0, start, (int)shape[axis]))
        : base.Slice(node, shape, axis, start);

    protected override Scaled BuildRaw()
    {
        int x = source.Multiplicand(IsAttention ? Context.HiddenBits : Context.ScaleBits), w = Context.Weight($"{Name}.weight", weight);
        bool contracts = weight.Dimensions[1] != 1, spreads = weight.Dimensions[0] != 1;
        int leading = Plan.ShapeOf(x).Rank - (contracts ? 1 : 0);
        string rows = PlanBuilder.Letters(leading), k = contracts ? "c" : "", n = spreads ? "o" : "";
        return new(Plan.Contract(Name, x, w, $"{rows}{k},{n}{k}->{rows}{n}"), 1);
    }
}

/// <summary>A matrix product of two values that depend on the inputs; leading axes are batched.</summary>
internal sealed class ProductOfMatrices(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue left, DynamicValue right)
    : DynamicValue(context, node, shape)
{
    // Scores end in the exponential's table, whose steps are 2^-8: finer operands would only widen its site.
    private const int BitsOfScores = 4;

    // Below 'k', 'm' and 'n'.
    private const string BatchLetters = "abcdefghij";
    private bool isScores;

    /// <summary>The one that matters of the readers is a softmax: the operands are rounded to fewer bits.</summary>
    public void ReadBySoftmax() => isScores = true;

    protected override Scaled BuildRaw()
    {
        string a = "", b = "", o = "";
        int rank = Shape.Rank;
        if (rank - 2 > BatchLetters.Length)
        {
            throw new PlanException($"a product of matrices with {rank} axes; at most {BatchLetters.Length + 2} are supported");
        }

        for (int axis = 0; axis < rank - 2; axis++)
        {
            char letter = BatchLetters[axis];
            long la = Extent(left, axis), ra = Extent(right, axis);
            a += la != 1 ? letter : "";
            b += ra != 1 ? letter : "";
            o += la != 1 || ra != 1 ? letter : "";
        }

        string m = left.Shape[left.Shape.Rank - 2] != 1 ? "m" : "", k = left.Shape[left.Shape.Rank - 1] != 1 ? "k" : "", n = right.Shape[right.Shape.Rank - 1] != 1 ? "n" : "";
        int bits = Context.ScaleBits - (isScores ? BitsOfScores : 0), x = left.Multiplicand(bits);
        Scaled y = WithoutRounding(right) ?? new(right.Multiplicand(bits), 1);
        return new(Plan.Contract(Name, x, y.Tensor, $"{a}{m}{k},{b}{k}{n}->{o}{m}{n}"), y.Factor);
    }

    /// <summary>
    /// The operand as it was accumulated, if that is cheaper: its own site vanishes, and the product's elements have as many bits more as it would have dropped.
    /// </summary>
    private Scaled? WithoutRounding(DynamicValue operand)
    {
        if (operand.IsActivation || operand is not LayoutValue { Root: LinearValue or ScaledValue { Gain: null, Source: LinearValue } } || left is not SoftmaxValue)
        {
            return null;
        }

        int dropped = Rescaling.FractionBits(Plan, operand.Raw) - Context.ScaleBits;
        long saved = operand.Shape.ElementCount * Digits(Plan.RangeOf(operand.Raw.Tensor).Bits + 1), added = Shape.ElementCount * Digits(dropped);
        return added < saved ? operand.Raw : null;
    }

    private static int Digits(int bits) => (bits + DigitLayout.Kappa - 1) / DigitLayout.Kappa;

    private long Extent(DynamicValue value, int axis)
    {
        int own = axis - (Shape.Rank - value.Shape.Rank);
        return own < 0 ? 1 : value.Shape[own];
    }
}

/// <summary>MatMul and Gemm.</summary>
internal static class MatrixProduct
{
    public static DynamicValue MatMul(LoweringContext context, OnnxNode node, LoweredValue left, LoweredValue right)
    {
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        if (left.Shape.Rank < 2 || right.Shape.Rank < 2)
        {
            throw node.Error($"operands of shapes {left.Shape} and {right.Shape}", "both operands need two axes or more; use Unsqueeze");
        }

        return (left, right) switch
        {
            (DynamicValue x, ConstantValue { Tensor.Shape.Rank: 2 } w) => Linear(context, node, shape, x, new PermuteExpression(w.Expression, [1, 0]), null),
            (DynamicValue x, DynamicValue y) => new ProductOfMatrices(context, node, shape, x, y),
            _ => throw node.Error($"constant operands of shapes {left.Shape} and {right.Shape}", "constant weights are the second operand and have two axes"),
        };
    }

    public static DynamicValue Gemm(LoweringContext context, OnnxNode node, LoweredValue left, LoweredValue right, LoweredValue? bias)
    {
        double alpha = node.Attributes.GetFloat("alpha", 1), beta = node.Attributes.GetFloat("beta", 1);
        bool transposeLeft = node.Attributes.GetInt("transA", 0) != 0, transposeRight = node.Attributes.GetInt("transB", 0) != 0;
        if (left is not DynamicValue x || right is not ConstantValue w || transposeLeft || bias is DynamicValue)
        {
            throw node.Error("this form of Gemm", "the first operand depends on the inputs and is not transposed; weights and bias are constants");
        }

        WeightExpression weight = transposeRight ? w.Expression : new PermuteExpression(w.Expression, [1, 0]);
        WeightExpression? offset = (bias as ConstantValue)?.Expression;
        return Linear(
            context, node, context.Graph.Of(node.Outputs[0]).Shape, x, alpha == 1 ? weight : new ScaleExpression(weight, alpha),
            offset is null || beta == 1 ? offset : new ScaleExpression(offset, beta));
    }

    /// <summary>x·W + offset; a gain and an offset of x along the contraction axis go into weights and bias.</summary>
    private static DynamicValue Linear(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue x, WeightExpression weight, WeightExpression? offset)
    {
        if (x is ScaledValue { IsAlongLastAxis: true } scaled && (scaled.Gain is not null || scaled.Source.IsActivation))
        {
            int length = weight.Dimensions[1];
            if (scaled.Offset is not null)
            {
                WeightExpression folded = new SumExpression(new TimesExpression(weight, new ReshapeExpression(scaled.Offset, [length])), 1);
                offset = offset is null ? folded : new PlusExpression(offset, folded);
            }

            weight = scaled.Gain is null ? weight : new TimesExpression(weight, new ReshapeExpression(scaled.Gain, [length]));
            x = scaled.Source;
        }

        var product = new LinearValue(context, node, shape, x, weight);
        return offset is null ? product : new ScaledValue(context, node, shape, product, null, offset);
    }
}
