using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Lowering;

/// <summary>
/// Chooses the table of an elementwise function: its index is the accumulator, rounded so that 2^TableBits entries reach from -8 to 8, its window no larger than the accumulator's
/// interval; outside of it the function must be linear to within a unit of the last place.
/// </summary>
internal static class ActivationTable
{
    // The window is [-8, 8): there GELU, SiLU, sigmoid and tanh reach their tails.
    private const int WindowBits = 4, Probes = 64;

    // An interval that is up to so many times wider than the window gets a larger table: that costs less than proving the tails of each element.
    private const int SpareBits = 2;

    /// <summary>Whether the rounded value needs no more than the largest window.</summary>
    public static bool FitsWindow(LoweringContext context, Scaled source) => IndexBits(Rounded(context, source)) <= context.Options.TableBits + SpareBits;

    public static int Build(LoweringContext context, string name, Scaled source, TableExpression function, int outputBits)
    {
        PlanBuilder plan = context.Plan;
        int scale = plan[source.Tensor].ScaleBits, shift = ShiftOf(context, source), inputBits = scale - shift;
        if (source.Factor != 1)
        {
            function = Substitute(function, new BinaryExpression(BinaryFunction.Multiply, new VariableExpression(), new NumberExpression(source.Factor)));
        }

        Interval range = Rounded(context, source);
        int needed = IndexBits(range), indexBits = needed <= context.Options.TableBits + SpareBits ? needed : context.Options.TableBits;
        long half = 1L << (indexBits - 1);
        var spec = new TableSpec(-half, 1 << indexBits, inputBits, outputBits, Midpoints: false, function);
        LinearTail below = Tail(function, -half - 1, range.Low, inputBits, outputBits), above = Tail(function, half, range.High, inputBits, outputBits);
        int Tabulated(TableExpression f) => plan.Activation(name, source.Tensor, shift, indexBits, spec with { Function = f }, below, above);
        try
        {
            return Tabulated(function);
        }
        catch (ArithmeticException)
        {
            return WithinReach(function, range, inputBits, Tabulated);
        }
    }

    /// <summary>Entries that no accumulator reaches may lie outside of the function's domain: they repeat the nearest one that is reached.</summary>
    private static int WithinReach(TableExpression function, Interval range, int inputBits, Func<TableExpression, int> tabulated)
    {
        double low = (double)range.Low * WeightScale.PowerOfTwo(-inputBits), high = (double)range.High * WeightScale.PowerOfTwo(-inputBits);
        var atLeast = new BinaryExpression(BinaryFunction.Maximum, new VariableExpression(), new NumberExpression(low));
        try
        {
            return tabulated(Substitute(function, new BinaryExpression(BinaryFunction.Minimum, atLeast, new NumberExpression(high))));
        }
        catch (ArithmeticException error)
        {
            throw new PlanException($"{function} has no value in the range of a table for some x from {low} to {high} ({error.Message}); a narrower declared range of the inputs would help");
        }
    }

    private static int ShiftOf(LoweringContext context, Scaled source) =>
        Math.Max(0, context.Plan[source.Tensor].ScaleBits - (context.Options.TableBits - WindowBits));

    private static Interval Rounded(LoweringContext context, Scaled source)
    {
        Interval range = context.Plan.RangeOf(source.Tensor);
        int shift = ShiftOf(context, source);
        BigInteger half = shift > 0 ? BigInteger.One << (shift - 1) : 0;
        return new((range.Low + half) >> shift, (range.High + half) >> shift);
    }

    /// <summary>Bits of a window that is centred at zero and holds the interval.</summary>
    private static int IndexBits(Interval range) => 1 + PlanMath.BitLength(BigInteger.Max(BigInteger.Max(-range.Low - 1, range.High), 1));

    /// <summary>slope·q + constant for q from the window's edge to the end of the interval.</summary>
    private static LinearTail Tail(TableExpression function, BigInteger edge, BigInteger end, int inputBits, int outputBits)
    {
        if (edge.Sign < 0 ? end > edge : end < edge)
        {
            return default;
        }

        double x0 = (double)edge * WeightScale.PowerOfTwo(-inputBits), x1 = (double)end * WeightScale.PowerOfTwo(-inputBits), units = WeightScale.PowerOfTwo(outputBits);
        double f0 = function.Approximate(x0), f1 = function.Approximate(x1);
        double slope = x0 == x1 ? 0 : Math.Floor((f1 - f0) / (x1 - x0) * WeightScale.PowerOfTwo(outputBits - inputBits) + 0.5);
        double constant = Math.Floor((f0 * units) - (slope * (double)edge) + 0.5);
        for (int i = 0; i <= Probes; i++)
        {
            double q = (double)edge + ((double)(end - edge) * i / Probes);
            double error = (function.Approximate(q * WeightScale.PowerOfTwo(-inputBits)) * units) - (slope * q) - constant;
            if (double.IsNaN(error) || Math.Abs(error) > 1.01)
            {
                throw new PlanException(
                    $"{function} is not linear for x from {x0} to {x1}, outside of its table; a declared range of the inputs that keeps x inside would help");
            }
        }

        return new(new BigInteger(slope), new BigInteger(constant));
    }

    private static TableExpression Substitute(TableExpression expression, TableExpression argument) => expression switch
    {
        VariableExpression => argument,
        UnaryExpression e => e with { Operand = Substitute(e.Operand, argument) },
        PowerExpression e => e with { Operand = Substitute(e.Operand, argument) },
        BinaryExpression e => e with { Left = Substitute(e.Left, argument), Right = Substitute(e.Right, argument) },
        _ => expression,
    };
}
