using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Interpretation;

/// <summary>Sites: digits, functionals, tables, advice.</summary>
public sealed partial class PlanInterpreter
{
    private int[] DigitsOf(int site, BigInteger accumulator)
    {
        DigitLayout layout = plan.Sites[site].Layout;
        BigInteger value = accumulator + layout.Beta;
        if (value.Sign < 0 || value >= layout.Capacity)
        {
            throw new InvalidOperationException($"s{site} ({plan.Sites[site].Name}): {accumulator} + {layout.Beta} is outside of [0, {layout.Capacity})");
        }

        return [.. layout.Digits.Select(digit => (int)(value >> digit.Offset & ((1 << digit.Width) - 1)))];
    }

    private BigInteger Functional(int site, DigitFunctional functional, int[] digits)
    {
        DigitLayout layout = plan.Sites[site].Layout;
        BigInteger Sum(int low) => layout.Between(low, layout.TotalBits).Aggregate(BigInteger.Zero, (sum, c) => sum + ((BigInteger)digits[c] << (layout.Digits[c].Offset - low)));
        return functional switch
        {
            AccumulatorFunctional => Sum(0),
            OutputFunctional output => output.Slope * Sum(layout.Shift) + output.Constant,
            TestFunctional test => test.Values[digits[test.Digit]],
            _ => throw new InvalidOperationException($"no meaning for {functional.GetType().Name}"),
        };
    }

    private BigInteger Evaluate(int site, DigitSum sum, int[] digits)
    {
        BigInteger[] values = [.. sum.Functionals.Select(f => Functional(site, f, digits))];
        return sum.Terms.Aggregate(BigInteger.Zero, (total, term) => total + term.Factors.Aggregate(term.Coefficient, (product, f) => product * values[f]));
    }

    private void Table(TableNode node)
    {
        DigitLayout layout = plan.Sites[node.Site].Layout;
        ImmutableArray<int> indexDigits = layout.Between(layout.Shift, layout.Shift + ShapeOf(node.Table).Variables);
        EachElement(node.Output, cell =>
        {
            int[] digits = DigitsOf(node.Site, tables[node.Accumulator][cell]);
            BigInteger inside = node.Window.Aggregate(BigInteger.One, (product, test) => product * Functional(node.Site, test, digits));
            int index = indexDigits.Aggregate(0, (sum, c) => sum | digits[c] << (layout.Digits[c].Offset - layout.Shift));
            return inside * tables[node.Table][index] + Evaluate(node.Site, node.Tails, digits);
        });
    }

    private void Advice(DigitSiteNode node)
    {
        Advice advice = node.Advice!;
        EachElement(node.Output, cell =>
        {
            BigInteger value = advice.Kind switch
            {
                AdviceKind.Quotient => BigInteger.Divide(tables[advice.Reads[0]][cell], tables[advice.Reads[1]][cell]),
                AdviceKind.InverseSquareRoot => PlanMath.Sqrt(advice.Constant / tables[advice.Reads[0]][cell]),
                _ => ArgMax(tables[advice.Reads[0]], advice.Region!, cell),
            };
            return Functional(node.Site, node.Functional, DigitsOf(node.Site, value)) - node.Offset;
        });
    }

    /// <summary>Lowest valid column that attains the row's maximum.</summary>
    private static BigInteger ArgMax(IntegerTable x, TensorShape region, int row)
    {
        int bits = region.AxisBits(region.Rank - 1), best = 0;
        for (int column = 1; column < Columns(region, row); column++)
        {
            best = x[row << bits | column] > x[row << bits | best] ? column : best;
        }

        return best;
    }

    private static int Columns(TensorShape region, int row)
    {
        int columns = region.Dimensions[region.Rank - 1];
        return region.Causal ? Math.Min(columns, (row & ((1 << region.AxisBits(region.Rank - 2)) - 1)) + 1) : columns;
    }

    private void RowMax(RowMaxNode node)
    {
        int bits = node.Region.AxisBits(node.Region.Rank - 1);
        EachElement(node.Output, row => tables[node.Source][row << bits | (int)tables[node.Index][row]]);
    }
}
