using System.Globalization;
using Atlas.Compiler.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>A function of one real variable, evaluated in fixed-point arithmetic: a fused group of elementwise operators.</summary>
public abstract record TableExpression
{
    public abstract Fixed Evaluate(Fixed x);

    /// <summary>The function in double arithmetic, for decisions only; a table never depends on it.</summary>
    public abstract double Approximate(double x);

    /// <summary>The expression as C# over <see cref="Fixed"/> with the variable x; also its canonical text.</summary>
    public abstract override string ToString();
}

public sealed record VariableExpression : TableExpression
{
    public override Fixed Evaluate(Fixed x) => x;

    public override double Approximate(double x) => x;

    public override string ToString() => "x";
}

public sealed record NumberExpression(double Value) : TableExpression
{
    public override Fixed Evaluate(Fixed x) => Value;

    public override double Approximate(double x) => Value;

    public override string ToString() => Value < 0 ? $"({Text})" : Text;

    private string Text => Value.ToString("R", CultureInfo.InvariantCulture);
}

public enum BinaryFunction
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Minimum,
    Maximum,
}

public sealed record BinaryExpression(BinaryFunction Function, TableExpression Left, TableExpression Right) : TableExpression
{
    public override Fixed Evaluate(Fixed x)
    {
        Fixed a = Left.Evaluate(x), b = Right.Evaluate(x);
        return Function switch
        {
            BinaryFunction.Add => a + b,
            BinaryFunction.Subtract => a - b,
            BinaryFunction.Multiply => a * b,
            BinaryFunction.Divide => a / b,
            BinaryFunction.Minimum => Fixed.Min(a, b),
            _ => Fixed.Max(a, b),
        };
    }

    public override double Approximate(double x)
    {
        double a = Left.Approximate(x), b = Right.Approximate(x);
        return Function switch
        {
            BinaryFunction.Add => a + b,
            BinaryFunction.Subtract => a - b,
            BinaryFunction.Multiply => a * b,
            BinaryFunction.Divide => a / b,
            BinaryFunction.Minimum => Math.Min(a, b),
            _ => Math.Max(a, b),
        };
    }

    public override string ToString() => Function switch
    {
        BinaryFunction.Add => $"({Left} + {Right})",
        BinaryFunction.Subtract => $"({Left} - {Right})",
        BinaryFunction.Multiply => $"{Left} * {Right}",
        BinaryFunction.Divide => $"{Left} / {Group(Right)}",
        BinaryFunction.Minimum => $"Fixed.Min({Left}, {Right})",
        _ => $"Fixed.Max({Left}, {Right})",
    };

    // a / b·c would be read as (a / b)·c; sums already carry parentheses.
    private static string Group(TableExpression e) => e is BinaryExpression { Function: BinaryFunction.Multiply or BinaryFunction.Divide } ? $"({e})" : $"{e}";
}

public enum UnaryFunction
{
    Negate,
    Exp,
    Tanh,
    Erf,
    Sigmoid,
    Sqrt,
    Relu,
    Abs,
}

public sealed record UnaryExpression(UnaryFunction Function, TableExpression Operand) : TableExpression
{
    public override Fixed Evaluate(Fixed x)
    {
        Fixed a = Operand.Evaluate(x);
        return Function switch
        {
            UnaryFunction.Negate => -a,
            UnaryFunction.Exp => Fixed.Exp(a),
            UnaryFunction.Tanh => Fixed.Tanh(a),
            UnaryFunction.Erf => Fixed.Erf(a),
            UnaryFunction.Sigmoid => Fixed.Sigmoid(a),
            UnaryFunction.Sqrt => Fixed.Sqrt(a),
            UnaryFunction.Relu => Fixed.Relu(a),
            _ => Fixed.Abs(a),
        };
    }

    public override double Approximate(double x)
    {
        double a = Operand.Approximate(x);
        return Function switch
        {
            UnaryFunction.Negate => -a,
            UnaryFunction.Exp => Math.Exp(a),
            UnaryFunction.Tanh => Math.Tanh(a),
            UnaryFunction.Erf => Math.Abs(a) >= 6 ? Math.Sign(a) : (double)Fixed.Erf(a),
            UnaryFunction.Sigmoid => 1 / (1 + Math.Exp(-a)),
            UnaryFunction.Sqrt => Math.Sqrt(a),
            UnaryFunction.Relu => Math.Max(a, 0),
            _ => Math.Abs(a),
        };
    }

    public override string ToString() => Function == UnaryFunction.Negate ? $"-({Operand})" : $"Fixed.{Function}({Operand})";
}

/// <summary>Operand^Exponent for a small non-negative integer.</summary>
public sealed record PowerExpression(TableExpression Operand, int Exponent) : TableExpression
{
    public override Fixed Evaluate(Fixed x) => Fixed.Pow(Operand.Evaluate(x), Exponent);

    public override double Approximate(double x) => Math.Pow(Operand.Approximate(x), Exponent);

    public override string ToString() => $"Fixed.Pow({Operand}, {Exponent.ToString(CultureInfo.InvariantCulture)})";
}
