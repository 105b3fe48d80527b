using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>
/// Layer norm and RMS norm over the last axis (docs/semantics.md): d = x - μ or x, q = Σd² + ε', y = floor(sqrt(C/q)), out = d·y shifted.
/// One element-wide site; everything else, the rounded mean μ too, is on rows.
/// </summary>
internal static class Normalisation
{
    // Bits that the inverse root keeps for the largest variance that the ranges allow; the variance of real rows is far below it.
    private const int RootBits = 3;

    // Bits that it has for a row of unit variance, or for the largest that the ranges allow, if the result's fraction has no more.
    private const int UnitBits = 10;

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

        // var = Σd²/n and the mean square is Σx²/n: ε is scaled to the sum's units and never vanishes.
        double units = epsilon * WeightScale.PowerOfTwo(2 * inputBits) * n;
        BigInteger offset = BigInteger.Max(1, new BigInteger(Math.Floor(units + 0.5)));
        int squares = plan.Contract($"{name}.squares", d, d, $"{letters},{letters}->{rows}");
        plan.Know(squares, new(0, BigInteger.Min(plan.SquaresOf(x), plan.RangeOf(squares).High)));

        int drop = Math.Max(0, plan.RangeOf(squares).Bits - SquareBits + DigitLayout.Kappa - 1) / DigitLayout.Kappa * DigitLayout.Kappa;
        BigInteger roundUp = drop > 0 ? BigInteger.One << (drop - 1) : 0;
        int q = plan.Affine($"{name}.q", shape.Rows, plan[squares].ScaleBits, [plan.Term(1, squares)], offset + roundUp);
        plan.Know(q, new(offset + roundUp, plan.RangeOf(q).High));
        if (drop > 0)
        {
            q = plan.Requantise($"{name}.q.rounded", q, drop, 0);
        }

        // out = √n·d/√q·2^s, so with √C = √n·2^(s+S) it is d·y / 2^S; q·2^drop is at least the sum of squares.
        int shift = ShiftFor(plan.RangeOf(q).High << drop, (BigInteger)n << (2 * inputBits), n, scaleBits);
        BigInteger constant = (BigInteger)n << (2 * (scaleBits + shift));
        int y = plan.InverseSquareRoot($"{name}.root", q, constant >> drop, 0);
        int product = plan.Contract($"{name}.product", d, y, $"{letters},{rows}->{letters}");

        BigInteger bound = ProductBound(constant, offset, n, centred);
        plan.Know(product, new(-bound, bound));
        int output = plan.Requantise(name, product, shift, scaleBits);

        // ‖out‖ ≤ ‖d·y‖/2^S + ‖rounding‖ ≤ √n·2^s + √n/2.
        plan.KnowRowNorm(output, PlanMath.Sqrt(((BigInteger)n << (2 * scaleBits)) + ((BigInteger)n << scaleBits) + n) + 1);
        return output;
    }

    /// <summary>x - μ, where μ is the mean of the row rounded to an integer.</summary>
    private static int Centre(PlanBuilder plan, string name, int x, int n)
    {
        TensorShape shape = plan.ShapeOf(x);
        int mean = plan.RoundedMean($"{name}.mean", plan.SumAxis(x), n, plan.RangeOf(x));
        var term = new AffineTerm(-1, mean, [.. Enumerable.Range(0, shape.Rank - 1)]);
        int d = plan.Affine($"{name}.centred", shape, plan[x].ScaleBits, [plan.Term(1, x), term]);

        // |x_i - Σx/n| ≤ (n-1)/n·(high - low), and μ is less than one away from the mean.
        Interval range = plan.RangeOf(x);
        BigInteger bound = range.High - range.Low + 1;
        plan.Know(d, new(-bound, bound));
        return d;
    }

    /// <summary>
    /// Bound of |d_i·y|: y·√(q + ε') ≤ √C. For Σd = 0 Cauchy-Schwarz gives d_i² ≤ (n-1)/n·q; a mean that is off by at most a half (less than one, if it is a
    /// quotient) adds as much to |d_i|.
    /// </summary>
    private static BigInteger ProductBound(BigInteger constant, BigInteger epsilon, int n, bool centred)
    {
        BigInteger simple = PlanMath.Sqrt(constant), error = PlanMath.Sqrt(constant / epsilon) / ((n & (n - 1)) == 0 ? 2 : 1);
        return centred ? BigInteger.Min(simple, PlanMath.Sqrt(constant * (n - 1) / n) + error + 2) : simple;
    }

    /// <summary>
    /// The least shift, a multiple of a digit, for which sqrt(C / q) keeps its bits at the largest q and at that of a row of unit variance.
    /// </summary>
    private static int ShiftFor(BigInteger largest, BigInteger unit, int n, int scaleBits)
    {
        BigInteger common = BigInteger.Min(largest, unit) << (2 * Math.Max(scaleBits, UnitBits)), extreme = largest << (2 * RootBits);
        int shift = DigitLayout.Kappa;
        while ((BigInteger)n << (2 * (scaleBits + shift)) < BigInteger.Max(common, extreme))
        {
            shift += DigitLayout.Kappa;
        }

        return shift;
    }
}
