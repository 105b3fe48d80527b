using System.Collections.Immutable;
using Atlas.Compiler.Plan;
using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Elementwise operators: fused while they depend on one value, folded into neighbours where an operand is a constant vector.</summary>
internal static class Elementwise
{
    public static readonly IReadOnlyDictionary<string, UnaryFunction> Unary = new Dictionary<string, UnaryFunction>(StringComparer.Ordinal)
    {
        ["Neg"] = UnaryFunction.Negate,
        ["Exp"] = UnaryFunction.Exp,
        ["Tanh"] = UnaryFunction.Tanh,
        ["Erf"] = UnaryFunction.Erf,
        ["Sigmoid"] = UnaryFunction.Sigmoid,
        ["Sqrt"] = UnaryFunction.Sqrt,
        ["Relu"] = UnaryFunction.Relu,
        ["Abs"] = UnaryFunction.Abs,
    };

    public static readonly IReadOnlyDictionary<string, BinaryFunction> Binary = new Dictionary<string, BinaryFunction>(StringComparer.Ordinal)
    {
        ["Add"] = BinaryFunction.Add,
        ["Sub"] = BinaryFunction.Subtract,
        ["Mul"] = BinaryFunction.Multiply,
        ["Div"] = BinaryFunction.Divide,
        ["Min"] = BinaryFunction.Minimum,
        ["Max"] = BinaryFunction.Maximum,
    };

    private static readonly NumberExpression One = new(1), Half = new(0.5);

    public static DynamicValue Apply(LoweringContext context, OnnxNode node, DynamicValue value, Func<TableExpression, TableExpression> function)
    {
        (DynamicValue source, TableExpression expression) = ExpressionValue.Decompose(value);
        return new ExpressionValue(context, node, context.Graph.Of(node.Outputs[0]).Shape, source, function(expression));
    }

    public static DynamicValue Reciprocal(LoweringContext context, OnnxNode node, DynamicValue value) =>
        Apply(context, node, value, static e => new BinaryExpression(BinaryFunction.Divide, One, e));

    public static DynamicValue Gelu(LoweringContext context, OnnxNode node, DynamicValue value)
    {
        const double RootHalf = 0.70710678118654757, RootTwoOverPi = 0.79788456080286541, Cubic = 0.044715;
        bool tanh = node.Attributes.GetString("approximate", "none") == "tanh";
        return Apply(context, node, value, x =>
        {
            TableExpression inner = tanh
                ? new UnaryExpression(UnaryFunction.Tanh, Times(RootTwoOverPi, new BinaryExpression(BinaryFunction.Add, x, Times(Cubic, new PowerExpression(x, 3)))))
                : new UnaryExpression(UnaryFunction.Erf, Times(RootHalf, x));
            return new BinaryExpression(BinaryFunction.Multiply, new BinaryExpression(BinaryFunction.Multiply, Half, x), new BinaryExpression(BinaryFunction.Add, One, inner));
        });
    }

    public static DynamicValue Power(LoweringContext context, OnnxNode node, LoweredValue value, LoweredValue exponent)
    {
        double? power = (exponent as ConstantValue)?.Scalar;
        if (value is not DynamicValue x || power is not { } p || (Math.Abs(p) != 0.5 && (p != Math.Floor(p) || Math.Abs(p) > 16)))
        {
            throw node.Error("this exponent", "integers up to 16, 0.5 and -0.5 are supported");
        }

        return Apply(context, node, x, e =>
        {
            TableExpression magnitude = Math.Abs(p) == 0.5 ? new UnaryExpression(UnaryFunction.Sqrt, e) : new PowerExpression(e, (int)Math.Abs(p));
            return p < 0 ? new BinaryExpression(BinaryFunction.Divide, One, magnitude) : magnitude;
        });
    }

    public static DynamicValue Combine(LoweringContext context, OnnxNode node, BinaryFunction function, LoweredValue left, LoweredValue right) => (left, right) switch
    {
        (DynamicValue x, ConstantValue { Scalar: { } c }) => Apply(context, node, x, e => new BinaryExpression(function, e, new NumberExpression(c))),
        (ConstantValue { Scalar: { } c }, DynamicValue x) => Apply(context, node, x, e => new BinaryExpression(function, new NumberExpression(c), e)),
        (DynamicValue x, ConstantValue c) => WithConstant(context, node, function, x, c, reversed: false),
        (ConstantValue c, DynamicValue x) => WithConstant(context, node, function, x, c, reversed: true),
        (DynamicValue x, DynamicValue y) => OfTwo(context, node, function, x, y),
        _ => throw node.Error("integer operands", "integer inputs are supported as indices of Gather only"),
    };

    private static DynamicValue WithConstant(LoweringContext context, OnnxNode node, BinaryFunction function, DynamicValue x, ConstantValue constant, bool reversed)
    {
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        if (shape.ElementCount != x.Shape.ElementCount)
        {
            throw node.Error($"the constant of shape {constant.Shape} enlarges {x.Shape}", "broadcast the other operand instead");
        }

        switch (function)
        {
            case BinaryFunction.Add when AttentionMask.IsMask(constant.Tensor):
                return AttentionMask.OfSum(context, node, x, constant.Tensor);
            case BinaryFunction.Add:
                return ScaledValue.Shifted(context, node, x, constant.Expression);
            case BinaryFunction.Multiply:
                return ScaledValue.Gained(context, node, x, constant.Expression);
            case BinaryFunction.Subtract when !reversed:
                return ScaledValue.Shifted(context, node, x, new ScaleExpression(constant.Expression, -1));
            case BinaryFunction.Subtract:
                return ScaledValue.Shifted(context, node, Apply(context, node, x, static e => new UnaryExpression(UnaryFunction.Negate, e)), constant.Expression);
            case BinaryFunction.Divide when !reversed && constant.Tensor.Count <= LiteralExpression.MaximumLength:
                ImmutableArray<double> inverses = [.. constant.Tensor.ToDoubles().Select(static v => 1 / v)];
                return ScaledValue.Gained(context, node, x, new LiteralExpression(inverses, LoweringContext.Dimensions(constant.Shape)));
            default:
                throw node.Error($"a constant operand of shape {constant.Shape}", "Add, Sub and Mul take constant tensors, other operators scalars");
        }
    }

    private static DynamicValue OfTwo(LoweringContext context, OnnxNode node, BinaryFunction function, DynamicValue x, DynamicValue y)
    {
        OnnxShape shape = context.Graph.Of(node.Outputs[0]).Shape;
        if (NormalisedValue.Match(context, node, function, x, y) is { } normalised)
        {
            return normalised;
        }

        (DynamicValue source, TableExpression left) = ExpressionValue.Decompose(x);
        (DynamicValue other, TableExpression right) = ExpressionValue.Decompose(y);
        if (ReferenceEquals(source, other))
        {
            return new ExpressionValue(context, node, shape, source, new BinaryExpression(function, left, right));
        }

        return function switch
        {
            BinaryFunction.Add => new SumValue(context, node, shape, x, y, 1),
            BinaryFunction.Subtract => new SumValue(context, node, shape, x, y, -1),
            BinaryFunction.Multiply => new ProductValue(context, node, shape, x, y),
            _ => throw node.Error("two operands that depend on the inputs in different ways", "Add, Sub and Mul are supported there"),
        };
    }

    private static BinaryExpression Times(double factor, TableExpression e) => new(BinaryFunction.Multiply, new NumberExpression(factor), e);
}
