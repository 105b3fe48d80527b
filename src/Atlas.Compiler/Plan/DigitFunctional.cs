using System.Collections.Immutable;
using System.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>
/// A table U(c, a): a linear functional Σ_{c,a} U(c,a)·P_s(c, e, a) of a site's one-hot polynomial (docs/protocol.md §4).
/// </summary>
public abstract record DigitFunctional;

/// <summary>Σ_c 2^{o_c} d_c = acc + β·valid.</summary>
public sealed record AccumulatorFunctional : DigitFunctional;

/// <summary>slope·Σ_{c ≥ c*} 2^{o_c - S} d_c + constant·valid; the constant is a functional of the top digit.</summary>
public sealed record OutputFunctional(BigInteger Slope, BigInteger Constant) : DigitFunctional;

/// <summary>Σ_a values[a]·P_s(digit, e, a), 16 values.</summary>
public sealed record TestFunctional(int Digit, ImmutableArray<int> Values) : DigitFunctional
{
    public bool Equals(TestFunctional? other) => other is not null && Digit == other.Digit && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode() => Values.Aggregate(Digit, static (hash, v) => unchecked(hash * 31 + v));
}

/// <summary>coefficient·Π factors; the factors are indices into the functionals of a <see cref="DigitSum"/>.</summary>
public sealed record DigitTerm(BigInteger Coefficient, ImmutableArray<int> Factors)
{
    public bool Equals(DigitTerm? other) => other is not null && Coefficient == other.Coefficient && Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    public override int GetHashCode() => Factors.Aggregate(Coefficient.GetHashCode(), static (hash, f) => unchecked(hash * 31 + f));
}

/// <summary>Σ_t k_t·Π functionals: a polynomial in linear functionals of one site (gates, clamps, tails).</summary>
public sealed record DigitSum(ImmutableArray<DigitFunctional> Functionals, ImmutableArray<DigitTerm> Terms)
{
    public static DigitSum Empty { get; } = new([], []);

    /// <summary>Most factors of a term.</summary>
    public int Degree => Terms.Length == 0 ? 0 : Terms.Max(static t => t.Factors.Length);

    public bool Equals(DigitSum? other) =>
        other is not null && Functionals.AsSpan().SequenceEqual(other.Functionals.AsSpan()) && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    public override int GetHashCode() => Terms.Aggregate(Functionals.Length, static (hash, t) => unchecked(hash * 31 + t.GetHashCode()));
}
