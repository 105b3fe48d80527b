using System.Collections.Immutable;
using System.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>One digit of a layout: it covers the bits [Offset, Offset + Width).</summary>
public readonly record struct DigitCut(int Offset, int Width);

/// <summary>
/// acc + β·valid = Σ_c 2^{o_c} d_c with 0 ≤ d_c &lt; 2^{w_c}, w_c ≤ 4 (docs/protocol.md §4).
/// <paramref name="Segments"/>: bit lengths that must end on a digit boundary, lowest first; the first is the shift S, the bits that are rounded away.
/// Each is cut into 4-bit digits from its bottom; its last digit may be narrower.
/// <paramref name="BetaOut"/> is β' and β = 2^S·β' + (2^{S-1} if S > 0 and the site rounds); a site that proves "≥ 0" does not round.
/// </summary>
public sealed record DigitLayout(ImmutableArray<int> Segments, BigInteger BetaOut, bool Rounds = true)
{
    /// <summary>κ: bits of a full digit in the whole plan.</summary>
    public const int Kappa = 4;

    /// <summary>S.</summary>
    public int Shift => Segments[0];

    public int TotalBits => Segments.Sum();

    /// <summary>β.</summary>
    public BigInteger Beta => (BetaOut << Shift) + (Rounds && Shift > 0 ? BigInteger.One << (Shift - 1) : BigInteger.Zero);

    /// <summary>2^{o_D}: acc + β lies in [0, Capacity).</summary>
    public BigInteger Capacity => BigInteger.One << TotalBits;

    /// <summary>Digits, least significant first.</summary>
    public ImmutableArray<DigitCut> Digits
    {
        get
        {
            var digits = ImmutableArray.CreateBuilder<DigitCut>();
            int start = 0;
            foreach (int length in Segments)
            {
                for (int offset = 0; offset < length; offset += Kappa)
                {
                    digits.Add(new DigitCut(start + offset, Math.Min(Kappa, length - offset)));
                }

                start += length;
            }

            return digits.ToImmutable();
        }
    }

    /// <summary>D.</summary>
    public int Count => Segments.Sum(static length => (length + Kappa - 1) / Kappa);

    /// <summary>Index of the most significant digit.</summary>
    public int Top => Count - 1;

    /// <summary>Half of the top digit's values: where a centred layout has its zero.</summary>
    public int Half => 1 << (Digits[Top].Width - 1);

    /// <summary>Indices of the digits that lie in the bits [low, high).</summary>
    public ImmutableArray<int> Between(int low, int high)
    {
        ImmutableArray<DigitCut> digits = Digits;
        return [.. Enumerable.Range(0, digits.Length).Where(c => low <= digits[c].Offset && digits[c].Offset < high)];
    }

    public bool Equals(DigitLayout? other) =>
        other is not null && BetaOut == other.BetaOut && Rounds == other.Rounds && Segments.AsSpan().SequenceEqual(other.Segments.AsSpan());

    public override int GetHashCode() => Segments.Aggregate(BetaOut.GetHashCode(), static (hash, s) => unchecked(hash * 31 + s));
}
