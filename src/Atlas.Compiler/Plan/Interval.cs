using System.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>A closed interval of integers.</summary>
public readonly record struct Interval(BigInteger Low, BigInteger High)
{
    public static Interval Zero { get; } = new(0, 0);

    /// <summary>Largest magnitude that the interval holds.</summary>
    public BigInteger Magnitude => BigInteger.Max(BigInteger.Abs(Low), BigInteger.Abs(High));

    /// <summary>Bits of the largest magnitude.</summary>
    public int Bits => PlanMath.BitLength(Magnitude);

    public bool Contains(Interval other) => Low <= other.Low && other.High <= High;

    public Interval Hull(Interval other) => new(BigInteger.Min(Low, other.Low), BigInteger.Max(High, other.High));

    /// <summary>The interval with zero in it: what an operand holds once padding counts.</summary>
    public Interval WithZero() => Hull(Zero);

    public static Interval operator +(Interval a, Interval b) => new(a.Low + b.Low, a.High + b.High);

    public static Interval operator *(Interval a, Interval b)
    {
        BigInteger p = a.Low * b.Low, q = a.Low * b.High, r = a.High * b.Low, s = a.High * b.High;
        return new(BigInteger.Min(BigInteger.Min(p, q), BigInteger.Min(r, s)), BigInteger.Max(BigInteger.Max(p, q), BigInteger.Max(r, s)));
    }

    public static Interval operator *(BigInteger c, Interval a) => c.Sign >= 0 ? new(c * a.Low, c * a.High) : new(c * a.High, c * a.Low);

    public override string ToString() => FormattableString.Invariant($"[{Low}, {High}]");
}
