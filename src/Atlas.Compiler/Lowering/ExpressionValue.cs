using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>
/// f(source), elementwise: a connected group of operators that depends on one value and scalar constants. It becomes one table whose index is the source's accumulator, shifted, so that the
/// requantisation in front of it is the same site; a linear f becomes an exact affine map, ReLU a gate.
/// </summary>
internal sealed class ExpressionValue(LoweringContext context, OnnxNode node, OnnxShape shape, DynamicValue source, TableExpression expression)
    : DynamicValue(context, node, shape)
{
    public DynamicValue Source { get; } = source;

    public TableExpression Expression { get; } = expression;

    public override bool IsActivation => LinearForm.Of(Expression) is null && !IsSquaredGate(out _);

    /// <summary>The value as a function of another: the source of its own expression, or itself.</summary>
    public static (DynamicValue Source, TableExpression Expression) Decompose(DynamicValue value) =>
        value is ExpressionValue e ? (e.Source, e.Expression) : (value, new VariableExpression());

    private int OutputBits => Readers.AreProductsWithWeights(Context.Graph, Name) ? Context.HiddenBits : Context.ScaleBits;

    protected override Scaled BuildRaw()
    {
        if (LinearForm.Of(Expression) is { } linear)
        {
            return Linear(linear);
        }

        if (Expression is UnaryExpression { Function: UnaryFunction.Relu, Operand: VariableExpression })
        {
            return new(Gate(), 1);
        }

        if (IsSquaredGate(out TableExpression inner) && !ActivationTable.FitsWindow(Context, Source.Raw))
        {
            int root = inner is VariableExpression ? Source.Activation : Gate();
            string letters = PlanBuilder.Letters(Plan.ShapeOf(root).Rank);
            return new(Plan.Contract($"{Name}.square", root, root, $"{letters},{letters}->{letters}"), 1);
        }

        return new(ActivationTable.Build(Context, Name, Source.Raw, Expression, OutputBits), 1);
    }

    private Scaled Linear(LinearForm linear)
    {
        if (linear.Factor == 0)
        {
            int scale = linear.Constant == 0 ? Context.ScaleBits : 2 * Context.ScaleBits;
            return new(Plan.Affine(Name, LoweringContext.ShapeOf(Shape), scale, [], Quantised(linear.Constant, scale)), 1);
        }

        Scaled source = Source.Raw;
        var scaled = new Scaled(source.Tensor, source.Factor * linear.Factor);
        if (linear.Constant == 0)
        {
            return scaled;
        }

        scaled = Rescaling.WithoutFactor(Context, scaled, Name);
        int bits = Math.Max(Rescaling.FractionBits(Plan, scaled), 2 * Context.ScaleBits);
        AffineTerm term = Plan.Term(Rescaling.Alignment(Plan, scaled, bits), scaled.Tensor);
        return new(Plan.Affine(Name, Plan.ShapeOf(scaled.Tensor), bits, [term], Quantised(linear.Constant, bits)), 1);
    }

    private static BigInteger Quantised(double constant, int bits) => new(Math.Floor(constant * WeightScale.PowerOfTwo(bits) + 0.5));

    private int Gate()
    {
        Scaled source = Rescaling.WithoutFactor(Context, Source.Raw, Name);
        int shift = Math.Max(0, Rescaling.FractionBits(Plan, source) - Context.ScaleBits);
        return Plan.Relu($"{Name}.relu", source.Tensor, shift, Rescaling.FractionBits(Plan, source) - shift);
    }

    /// <summary>x² or ReLU(x)².</summary>
    private bool IsSquaredGate(out TableExpression inner)
    {
        inner = Expression switch
        {
            PowerExpression { Exponent: 2, Operand: var operand } => operand,
            BinaryExpression { Function: BinaryFunction.Multiply } product when product.Left.Equals(product.Right) => product.Left,
            _ => Expression,
        };
        return !ReferenceEquals(inner, Expression) && inner is VariableExpression or UnaryExpression { Function: UnaryFunction.Relu, Operand: VariableExpression };
    }
}

/// <summary>factor·x + constant.</summary>
internal readonly record struct LinearForm(double Factor, double Constant)
{
    public static LinearForm? Of(TableExpression expression) => expression switch
    {
        VariableExpression => new(1, 0),
        UnaryExpression { Function: UnaryFunction.Negate } negated => Of(negated.Operand) is { } f ? new(-f.Factor, -f.Constant) : null,
        BinaryExpression { Left: NumberExpression { Value: var c } } b => Of(b.Right) is { } f ? b.Function switch
        {
            BinaryFunction.Add => new(f.Factor, c + f.Constant),
            BinaryFunction.Subtract => new(-f.Factor, c - f.Constant),
            BinaryFunction.Multiply => new(c * f.Factor, c * f.Constant),
            _ => (LinearForm?)null,
        } : null,
        BinaryExpression { Right: NumberExpression { Value: var c } } b => Of(b.Left) is { } f ? b.Function switch
        {
            BinaryFunction.Add => new(f.Factor, f.Constant + c),
            BinaryFunction.Subtract => new(f.Factor, f.Constant - c),
            BinaryFunction.Multiply => new(f.Factor * c, f.Constant * c),
            BinaryFunction.Divide => new(f.Factor / c, f.Constant / c),
            _ => (LinearForm?)null,
        } : null,
        _ => null,
    };
}
