using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>
/// Layer norm and RMS norm over the last axis (docs/numerics.md): d = n·x - Σx or x, q = Σd² + ε', y = floor(sqrt(C/q)), out = d·y shifted.
/// One element-wide site; everything else is on rows.
/// </summary>
internal static class Normalisation
{
    // Bits that the inverse root keeps for the largest variance that the ranges allow; real rows are several bits below it.
    private const int RootBits = 6;

    // Bits of the sum of squares that the inverse root sees; it is rounded up to them, on rows, so that the slacks of the root stay small.
    private const int SquareBits = 36;

    /// <param name="epsilon">Added to the variance (or mean square), in real units.</param>
    /// <param name="centred">Layer norm; otherwise RMS norm.</param>
    /// <returns>The normalised rows at <paramref name="scaleBits"/>, without gain and offset.</returns>
    public static int Normalise(this PlanBuilder plan, string name, int x, double epsilon, bool centred, int scaleBits)
    {
        TensorShape shape = plan.ShapeOf(x);
        int n = shape.Dimensions[shape.Rank - 1], inputBits = plan[x].ScaleBits;
        string letters = PlanBuilder.Letters(shape.Rank), rows = letters.Substring(0, shape.Rank - 1);
        int d = centred ? Centre(plan, name, x, n) : x;

        // var = Σd²/n³ for d = n·x - Σx, the mean square is Σx²/n: ε is scaled to the sum's units and never vanishes.
        double units = epsilon * WeightScale.PowerOfTwo(2 * inputBits) * (centred ? (double)n * n * n : n);
        BigInteger offset = BigInteger.Max(1, new BigInteger(Math.Floor(units + 0.5)));
        int squares = plan.Contract($"{name}.squares", d, d, $"{letters},{letters}->{rows}");
        int drop = Math.Max(0, plan.RangeOf(squares).Bits - SquareBits + DigitLayout.Kappa - 1) / DigitLayout.Kappa * DigitLayout.Kappa;
        BigInteger roundUp = drop > 0 ? BigInteger.One << (drop - 1) : 0;
        int q = plan.Affine($"{name}.q", shape.Rows, plan[squares].ScaleBits, [plan.Term(1, squares)], offset + roundUp);
        plan.Know(q, new(offset + roundUp, plan.RangeOf(q).High));
        if (drop > 0)
        {
            q = plan.Requantise($"{name}.q.rounded", q, drop, 0);
        }

        // out = √n·d/√q·2^s, so with √C = √n·2^(s+S) it is d·y / 2^S; q·2^drop is at least the sum of squares.
        int shift = ShiftFor(plan.RangeOf(q).High << drop, n, scaleBits);
        BigInteger constant = (BigInteger)n << (2 * (scaleBits + shift));
        int y = plan.InverseSquareRoot($"{name}.root", q, constant >> drop, 0);
        int product = plan.Contract($"{name}.product", d, y, $"{letters},{rows}->{letters}");

        // y·√q ≤ √C and, where Σd = 0, d_i² ≤ (n-1)/n·Σd² by Cauchy-Schwarz.
        BigInteger bound = PlanMath.Sqrt(centred ? constant * (n - 1) / n : constant);
        plan.Know(product, new(-bound, bound));
        int output = plan.Requantise(name, product, shift, scaleBits);

        // ‖out‖ ≤ ‖d·y‖/2^S + ‖rounding‖ ≤ √n·2^s + √n/2.
        plan.KnowRowNorm(output, PlanMath.Sqrt(((BigInteger)n << (2 * scaleBits)) + ((BigInteger)n << scaleBits) + n) + 1);
        return output;
    }

    private static int Centre(PlanBuilder plan, string name, int x, int n)
    {
        TensorShape shape = plan.ShapeOf(x);
        var sum = new AffineTerm(-1, plan.SumAxis(x), [.. Enumerable.Range(0, shape.Rank - 1)]);
        int d = plan.Affine($"{name}.centred", shape, plan[x].ScaleBits, [plan.Term(n, x), sum]);

        // |n·x_i - Σx| = |Σ_j (x_i - x_j)| ≤ (n-1)·(high - low)
        Interval range = plan.RangeOf(x);
        BigInteger bound = (n - 1) * (range.High - range.Low);
        plan.Know(d, new(-bound, bound));
        return d;
    }

    /// <summary>The least shift, a multiple of a digit, for which sqrt(C / q) keeps its bits at the largest q.</summary>
    private static int ShiftFor(BigInteger largest, int n, int scaleBits)
    {
        int shift = DigitLayout.Kappa;
        while ((BigInteger)n << (2 * (scaleBits + shift - RootBits)) < largest)
        {
            shift += DigitLayout.Kappa;
        }

        return shift;
    }
}
