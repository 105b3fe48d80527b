using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Bits of a softmax: e has <paramref name="ExponentialBits"/>, e·inv has <paramref name="ProductBits"/>, the result <paramref name="OutputBits"/> fraction bits.</summary>
internal readonly record struct SoftmaxPrecision(int ExponentialBits, int ProductBits, int OutputBits)
{
    // log2 of the columns up to which four digits are enough.
    private const int NarrowRow = 6;

    /// <summary>
    /// Exponentials and probabilities at the scale of activations, three digits of product below them. The inverse of the sum is at least 2^12 / columns, so wide rows get digits more:
    /// rounding it down costs a relative error of at most 2^-6.
    /// </summary>
    public static SoftmaxPrecision For(int scaleBits, int columns)
    {
        int wide = (Math.Max(0, PlanMath.AxisBits(columns) - NarrowRow) + DigitLayout.Kappa - 1) / DigitLayout.Kappa * DigitLayout.Kappa;
        return new(scaleBits, scaleBits + 12 + wide, scaleBits);
    }
}

/// <summary>
/// Softmax over the last axis (docs/semantics.md): z = max - x on the unrequantised scores, e = table(floor(z / 2^S)), inv = floor(c / Σe),
/// out = e·inv shifted. Two element-wide sites; the exponential's site is also the proof that max is an upper bound.
/// </summary>
internal static class Softmax
{
    private const int WidestIndex = 16;

    /// <param name="factor">The scores are factor·integer·2^-scale; the factor goes into the exponential's argument.</param>
    public static int Probabilities(this PlanBuilder plan, string name, int scores, double factor, TensorShape region, SoftmaxPrecision precision)
    {
        string letters = PlanBuilder.Letters(region.Rank), rows = letters.Substring(0, region.Rank - 1);
        int maximum = plan.RowMax($"{name}.max", scores, region);
        int gap = plan.Gap($"{name}.gap", maximum, scores, region);
        (int shift, TableSpec table) = Exponential(plan, gap, factor, precision.ExponentialBits);
        int e = plan.OneSided($"{name}.exp", gap, shift, PlanMath.AxisBits(table.Count), table);

        // The maximum itself contributes the table's first entry.
        int sum = plan.SumAxis(e);
        BigInteger first = plan.RangeOf(e).High;
        plan.Know(sum, new(first, plan.RangeOf(sum).High));

        // A row of one column gives out = c/2^shift, so c is one rounding below the power of two: the largest result then fits its digits.
        int outputShift = precision.ProductBits - precision.OutputBits;
        BigInteger one = (BigInteger.One << precision.ProductBits) - (BigInteger.One << (outputShift - 1)) - 1;
        int ones = plan.Affine($"{name}.one", region.Rows, precision.ProductBits, [], one);
        int inverse = plan.Quotient($"{name}.inverse", ones, sum, 0);
        int product = plan.Contract($"{name}.product", e, inverse, $"{letters},{rows}->{letters}");
        plan.Know(product, new(0, one));
        int output = plan.Requantise(name, product, outputShift, precision.OutputBits);

        // Σ e·inv ≤ c, and each of the columns rounds by half a unit at most.
        int columns = region.Dimensions[region.Rank - 1];
        plan.KnowRowSum(output, (BigInteger.One << precision.OutputBits) + (columns / 2) + 1);
        return output;
    }

    /// <summary>
    /// The shift and the table of exp(-factor·z): steps of at most 2^-8, up to where the exponential rounds to nothing. Among these the cheapest: a digit costs a one for each
    /// element, an entry about as much.
    /// </summary>
    private static (int Shift, TableSpec Table) Exponential(PlanBuilder plan, int gap, double factor, int outputBits)
    {
        const double Coarsest = 1.0 / 256, Ln2 = 0.6931471805599453;
        int inputBits = plan[gap].ScaleBits;
        double reach = (outputBits + 1) * Ln2;
        long elements = plan.ShapeOf(gap).Elements, least = long.MaxValue;
        int shift = 0, indexBits = 1;
        for (int s = 0; s == 0 || factor * WeightScale.PowerOfTwo(s - inputBits) <= Coarsest; s++)
        {
            int total = PlanMath.BitLength(plan.RangeOf(gap).High >> s), needed = Math.Min(EntriesFor(reach / (factor * WeightScale.PowerOfTwo(s - inputBits))), Math.Max(1, total));
            for (int w = needed; w <= Math.Max(needed, WidestIndex); w++)
            {
                long cost = elements * (Digits(s) + Digits(w) + Digits(Math.Max(0, total - w))) + (1L << Math.Min(w, 40));
                if (cost < least)
                {
                    (least, shift, indexBits) = (cost, s, w);
                }
            }
        }

        TableExpression argument = new UnaryExpression(UnaryFunction.Negate, new VariableExpression());
        if (factor != 1)
        {
            argument = new BinaryExpression(BinaryFunction.Multiply, argument, new NumberExpression(factor));
        }

        return (shift, new TableSpec(0, 1 << indexBits, inputBits - shift, outputBits, Midpoints: true, new UnaryExpression(UnaryFunction.Exp, argument)));
    }

    /// <summary>log2 of a table with at least as many entries.</summary>
    private static int EntriesFor(double steps)
    {
        int bits = 1;
        while (WeightScale.PowerOfTwo(bits) < steps)
        {
            bits++;
        }

        return bits;
    }

    private static int Digits(int bits) => (bits + DigitLayout.Kappa - 1) / DigitLayout.Kappa;
}
