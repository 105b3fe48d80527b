using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Pairings;

/// <summary>
/// The lines of the optimal ate pairing's Miller loop for one point of G2, which depend on no point of G1. Verifiers pair with fixed points
/// of G2, so they make this once. A line at P = (x, y) is y - λ·x·w + (λ·x_T - y_T)·w³, T and λ on the twist.
/// </summary>
public sealed class G2Lines
{
    /// <summary>Digits of 6u + 2, most significant first, the leading one dropped; non-adjacent form, so that fewer are not zero.</summary>
    internal static readonly sbyte[] LoopDigits = NonAdjacentForm((6 * (UInt128)CurveConstants.U) + 2);

    private readonly (Fq2 Slope, Fq2 Constant)[] lines;

    public G2Lines(in G2Affine point)
    {
        Point = point;
        lines = point.IsInfinity ? [] : Compute(in point);
    }

    /// <summary>The lines of the generator.</summary>
    public static G2Lines Generator { get; } = new(G2Affine.Generator);

    public G2Affine Point { get; }

    internal ReadOnlySpan<(Fq2 Slope, Fq2 Constant)> Lines => lines;

    private static (Fq2 Slope, Fq2 Constant)[] Compute(in G2Affine q)
    {
        var lines = new List<(Fq2, Fq2)>();
        var (x, y) = (q.X, q.Y);
        foreach (var digit in LoopDigits)
        {
            Step(lines, ref x, ref y, in x, in y);
            if (digit != 0)
            {
                Step(lines, ref x, ref y, q.X, digit > 0 ? q.Y : -q.Y);
            }
        }

        // π(Q) and -π²(Q), with π the Frobenius map carried to the twist.
        var powers = FrobeniusPowers.OfW;
        var x1 = q.X.Conjugate() * powers[2];
        var y1 = q.Y.Conjugate() * powers[3];
        var x2 = x1.Conjugate() * powers[2];
        var y2 = y1.Conjugate() * powers[3];
        Step(lines, ref x, ref y, in x1, in y1);
        Step(lines, ref x, ref y, in x2, -y2);
        return lines.ToArray();
    }

    /// <summary>
    /// The line through T and Q, tangent where they are equal, and T + Q in T's place. T = ±Q occurs only where a tangent is meant: T's
    /// multiple of Q stays below the group's order in between.
    /// </summary>
    private static void Step(List<(Fq2 Slope, Fq2 Constant)> lines, ref Fq2 x, ref Fq2 y, in Fq2 qx, in Fq2 qy)
    {
        Fq2 slope;
        if (x.Equals(qx))
        {
            var square = x.Square();
            slope = (square.Double() + square) * y.Double().Invert();
        }
        else
        {
            slope = (qy - y) * (qx - x).Invert();
        }

        lines.Add((slope, (slope * x) - y));
        var sum = slope.Square() - x - qx;
        y = (slope * (x - sum)) - y;
        x = sum;
    }

    private static sbyte[] NonAdjacentForm(UInt128 value)
    {
        var digits = new List<sbyte>();
        for (; value != 0; value >>= 1)
        {
            sbyte digit = 0;
            if ((value & 1) != 0)
            {
                digit = (value & 3) == 1 ? (sbyte)1 : (sbyte)-1;
                value -= (UInt128)(Int128)digit;
            }

            digits.Add(digit);
        }

        digits.Reverse();
        return digits.Skip(1).ToArray();
    }
}
