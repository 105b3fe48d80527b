using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Lookups;

/// <summary>
/// A site: D digits of every valid element of a shape, committed as one polynomial P_s(c, e, a) that is 1 iff element e is valid, c &lt; D and digit c of e is a.
/// Variables in this order, big-endian, a lowest (docs/protocol.md §3; one-hot addresses as in Twist and Shout, eprint 2025/105).
/// </summary>
public abstract class Site
{
    /// <summary>κ: bits of a full digit.</summary>
    public const int Kappa = 4;

    /// <summary>2^κ: places of a digit.</summary>
    public const int K = 1 << Kappa;

    /// <summary>A digit byte of an element that is not valid: no one anywhere.</summary>
    public const byte NoDigit = 0xFF;

    private protected Site(int id, TensorInfo shape)
    {
        Id = id;
        Shape = shape;
    }

    /// <summary>Position in the plan's list of sites; also its name in labels: s{Id}.</summary>
    public int Id { get; }

    /// <summary>True shape of the elements.</summary>
    public TensorInfo Shape { get; }

    public string Label => $"s{Id}";

    public abstract int Count { get; }

    public abstract ReadOnlySpan<byte> Offsets { get; }

    public abstract ReadOnlySpan<byte> Widths { get; }

    public abstract int Shift { get; }

    public abstract long BetaOut { get; }

    public abstract long Beta { get; }

    /// <summary>2^{o_D}: acc + β lies in [0, Capacity). At most 2^63.</summary>
    public ulong Capacity => 1UL << (Offsets[^1] + Widths[^1]);

    /// <summary>Variables of c.</summary>
    public int DigitBits => 32 - int.LeadingZeroCount(Count - 1);

    /// <summary>Variables of P_s.</summary>
    public int Variables => DigitBits + Shape.Variables + Kappa;

    public int Top => Count - 1;

    /// <summary>Digits that lie in the bits [low, high), least significant first.</summary>
    public IEnumerable<int> DigitsBetween(int low, int high)
    {
        for (int c = 0; c < Count; c++)
        {
            if (low <= Offsets[c] && Offsets[c] < high)
            {
                yield return c;
            }
        }
    }

    /// <summary>Whether the place (c, a) may hold a one.</summary>
    public bool Allows(int c, int a) => c < Count && a < 1 << Widths[c];

    /// <summary>
    /// Digits of acc + β for all <paramref name="values"/> at once: <paramref name="digits"/> is D rows of values.Length bytes, digit-major. The caller masks invalid elements.
    /// </summary>
    public abstract void Encode(ReadOnlySpan<long> values, Span<byte> digits, int start, int end);

    /// <summary>[ra_c]: the factors eq(point^c, a) of an index written in <paramref name="digits"/> (least significant first); a digit of w bits consumes w coordinates of the big-endian point.</summary>
    public DigitFunctional[] Address(ReadOnlySpan<int> digits, ReadOnlySpan<Fr> point)
    {
        var factors = new DigitFunctional[digits.Length];
        int at = 0;
        for (int i = digits.Length - 1, k = 0; i >= 0; i--, k++)
        {
            int width = Widths[digits[i]];
            factors[k] = DigitFunctional.Test(this, digits[i], Multilinear.EqTable(point.Slice(at, width)));
            at += width;
        }

        if (at != point.Length)
        {
            throw new ArgumentException("The point does not have one coordinate for each bit of the index.", nameof(point));
        }

        return factors;
    }
}

/// <summary>A site with an emitted layout.</summary>
public sealed class Site<TLayout>(int id, TensorInfo shape) : Site(id, shape)
    where TLayout : IDigitLayout
{
    public override int Count => TLayout.Count;

    public override ReadOnlySpan<byte> Offsets => TLayout.Offsets;

    public override ReadOnlySpan<byte> Widths => TLayout.Widths;

    public override int Shift => TLayout.Shift;

    public override long BetaOut => TLayout.BetaOut;

    public override long Beta => TLayout.Beta;

    public override void Encode(ReadOnlySpan<long> values, Span<byte> digits, int start, int end)
    {
        for (int e = start; e < end; e++)
        {
            TLayout.Split((ulong)(values[e] + TLayout.Beta), digits[e..], values.Length);
        }
    }
}
