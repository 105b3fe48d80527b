using Atlas.Compiler.Building;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Scores of which only the elements with column ≤ row count; their one reader is a softmax, which leaves the others out.</summary>
internal sealed class MaskedValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source) : DynamicValue(context, node, shape)
{
    public DynamicValue Source { get; } = source;

    protected override Scaled BuildRaw() => throw new PlanException("a mask is supported in front of Softmax only");
}

/// <summary>The mask idioms in front of a softmax: Where with -inf, and Add of a constant with -inf or a huge negative number.</summary>
internal static class AttentionMask
{
    // exp(-10^4) is zero in every floating-point format.
    private const double Hidden = -1e4;

    public static bool IsMask(OnnxTensor tensor) => tensor.IsReal && tensor.ToDoubles().Any(static v => v <= Hidden);

    public static DynamicValue OfSum(LoweringContext context, OnnxNode node, DynamicValue scores, OnnxTensor mask)
    {
        double[] values = mask.ToDoubles();
        return values.All(static v => v is 0 or <= Hidden)
            ? Masked(context, node, scores, mask.Shape, [.. values.Select(static v => v <= Hidden)])
            : throw node.Error("a mask with values between 0 and -10000", "a mask is 0 where an element counts and -inf where it does not");
    }

    public static DynamicValue Where(LoweringContext context, OnnxNode node, LoweredValue condition, LoweredValue whenTrue, LoweredValue whenFalse)
    {
        if (condition is ConstantValue { Tensor: var mask })
        {
            bool[] holds = [.. mask.ToDoubles().Select(static v => v != 0)];
            if (whenTrue is ConstantValue { Scalar: <= Hidden } && whenFalse is DynamicValue x)
            {
                return Masked(context, node, x, mask.Shape, holds);
            }

            if (whenFalse is ConstantValue { Scalar: <= Hidden } && whenTrue is DynamicValue y)
            {
                return Masked(context, node, y, mask.Shape, [.. holds.Select(static h => !h)]);
            }
        }

        throw node.Error("this form of Where", "a constant causal mask that hides scores behind -inf in front of Softmax is supported");
    }

    private static DynamicValue Masked(LoweringContext context, OnnxNode node, DynamicValue scores, OnnxShape shape, bool[] hidden)
    {
        int rank = scores.Shape.Rank;
        long rows = rank < 2 ? 0 : scores.Shape[rank - 2], columns = rank < 2 ? 0 : scores.Shape[rank - 1];
        bool causal = shape.Rank >= 2 && rows > 1 && columns > 1 && shape[shape.Rank - 2] == rows && shape[shape.Rank - 1] == columns
            && hidden.Select((h, i) => h == (i % columns > i / columns % rows)).All(static agrees => agrees);
        OnnxShape result = context.Graph.Of(node.Outputs[0]).Shape;
        return causal && result.ElementCount == scores.Shape.ElementCount
            ? new MaskedValue(context, node, result, scores)
            : throw node.Error($"a mask of shape {shape} for scores {scores.Shape}", "the causal mask, which hides column > row of the last two axes, is supported");
    }
}
