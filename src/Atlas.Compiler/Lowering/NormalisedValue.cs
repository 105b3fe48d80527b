using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Layer norm or RMS norm over the last axis, without gain and offset.</summary>
internal sealed class NormalisedValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source, double epsilon, bool centred)
    : DynamicValue(context, node, shape)
{
    public override bool IsActivation => true;

    /// <summary>A row of one element is its own mean, so its layer norm is 0.</summary>
    protected override Scaled BuildRaw() => Shape[Shape.Rank - 1] == 1
        ? new(Plan.Affine(Name, LoweringContext.ShapeOf(Shape), Context.ScaleBits, []), 1)
        : new(Plan.Normalise(Name, Source(), epsilon, centred, OutputBits), 1);

    private int OutputBits => Readers.AreProductsWithWeights(Context.Graph, Name) ? Context.NormalisedBits : Context.ScaleBits;

    /// <summary>An accumulator or an exact sum is normalised as it is, if its squares fit; its rounding would be a site of as many elements.</summary>
    private int Source()
    {
        Scaled raw = source.Raw;
        return raw.Factor == 1 && Plan[raw.Tensor].ScaleBits >= Context.ScaleBits && Plan.HasExactSquares(raw.Tensor) ? raw.Tensor : source.Activation;
    }

    /// <summary>LayerNormalization and RMSNormalization over the last axis.</summary>
    public static DynamicValue FromOperator(LoweringContext context, OnnxNode node, LoweredValue x, LoweredValue gain, LoweredValue? offset, bool centred)
    {
        long axis = node.Attributes.GetInt("axis", -1);
        if (x is not DynamicValue source || gain is not ConstantValue scale || offset is DynamicValue || (axis != -1 && axis != x.Shape.Rank - 1))
        {
            throw node.Error($"axis {axis}, or a gain or offset that depends on the inputs", "the last axis with constant gain and offset is supported");
        }

        if (!centred && x.Shape[x.Shape.Rank - 1] == 1)
        {
            throw node.Error($"rows of one element in {x.Shape}", "rows of two elements or more are supported");
        }

        var normalised = new NormalisedValue(context, node, x.Shape, source, node.Attributes.GetFloat("epsilon", 1e-5f), centred);
        return new ScaledValue(context, node, x.Shape, normalised, scale.Expression, (offset as ConstantValue)?.Expression);
    }

    /// <summary>
    /// x · 1/√(mean(x²) + ε) or x / √(mean(x²) + ε): an RMS norm; with x = t - mean(t), a layer norm of t.
    /// </summary>
    public static DynamicValue? Match(LoweringContext context, OnnxNode node, BinaryFunction function, DynamicValue x, DynamicValue y)
    {
        if (function is not (BinaryFunction.Multiply or BinaryFunction.Divide))
        {
            return null;
        }

        return Match(context, node, x, y, function == BinaryFunction.Divide) ?? (function == BinaryFunction.Multiply ? Match(context, node, y, x, divides: false) : null);
    }

    private static NormalisedValue? Match(LoweringContext context, OnnxNode node, DynamicValue x, DynamicValue root, bool divides)
    {
        if (root is not ExpressionValue { Source: MeanValue { Divides: true, Source: ExpressionValue { Source: var squared } square } } scale
            || !IsOfRows(root, x) || !ReferenceEquals(squared, x) || !IsSquare(square.Expression) || EpsilonOf(scale.Expression, divides) is not { } epsilon)
        {
            return null;
        }

        bool centred = x is SumValue { Sign: -1, Right: MeanValue { Divides: true } mean } sum && ReferenceEquals(mean.Source, sum.Left) && IsOfRows(mean, sum.Left);
        return new NormalisedValue(context, node, x.Shape, centred ? ((SumValue)x).Left : x, epsilon, centred);
    }

    /// <summary>One value for each row of the last axis. Without keepdims it would be aligned with the last axis instead.</summary>
    private static bool IsOfRows(DynamicValue value, DynamicValue x) =>
        x.Shape.Rank > 0 && x.Shape[x.Shape.Rank - 1] != 1 && value.Shape == x.Shape.With(x.Shape.Rank - 1, 1);

    private static bool IsSquare(TableExpression e) => e is PowerExpression { Exponent: 2, Operand: VariableExpression }
        or BinaryExpression { Function: BinaryFunction.Multiply, Left: VariableExpression, Right: VariableExpression };

    private static double? EpsilonOf(TableExpression e, bool divides)
    {
        if (!divides)
        {
            if (e is not BinaryExpression { Function: BinaryFunction.Divide, Left: NumberExpression { Value: 1 } } inverse)
            {
                return null;
            }

            e = inverse.Right;
        }

        return e is not UnaryExpression { Function: UnaryFunction.Sqrt, Operand: var variance } ? null : variance switch
        {
            VariableExpression => 0,
            BinaryExpression { Function: BinaryFunction.Add, Left: VariableExpression, Right: NumberExpression { Value: var c } } => c,
            BinaryExpression { Function: BinaryFunction.Add, Right: VariableExpression, Left: NumberExpression { Value: var c } } => c,
            _ => null,
        };
    }
}
