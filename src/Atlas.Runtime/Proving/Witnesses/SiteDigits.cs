using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The digits of one site, a byte each, digit-major: D rows of 2^n bytes. Any value from 16 up, as <see cref="Site.NoDigit"/>, says that the column
/// (c, e) has no one.
/// </summary>
internal sealed class SiteDigits
{
    private readonly byte[] _bytes;

    /// <param name="site">The site.</param>
    /// <param name="bytes">Room for D·2^n bytes or more; all are written.</param>
    public SiteDigits(Site site, byte[] bytes)
    {
        Site = site;
        _bytes = bytes;
        All.Fill(Site.NoDigit);
    }

    public Site Site { get; }

    /// <summary>2^n, elements with padding.</summary>
    public int Size => Site.Shape.PaddedSize;

    public Span<byte> All => _bytes.AsSpan(0, Site.Count * Size);

    /// <summary>Digit c of all elements.</summary>
    public ReadOnlySpan<byte> this[int c] => _bytes.AsSpan(c * Size, Size);

    public static bool IsDigit(byte digit) => digit < Site.K;

    /// <summary>Σ_{c,a} U(c,a)·P_s(c, e, a) for every element.</summary>
    public void Apply(DigitFunctional functional, Span<Fr> destination, int start, int end)
    {
        int first = functional.FirstDigit, count = functional.EndDigit - first;
        ReadOnlySpan<Fr> used = functional.Table.Slice(first * Site.K, count * Site.K);
        if (count > 1)
        {
            new DigitTables(this, first, 1, used).Sum(start, destination[start..end]);
            return;
        }

        // One place more than a digit has: what is no digit counts nothing.
        Span<Fr> values = stackalloc Fr[Site.K + 1];
        used.CopyTo(values);
        values[Site.K] = Fr.Zero;
        ReadOnlySpan<byte> digits = this[first];
        for (int e = start; e < end; e++)
        {
            destination[e] = values[Math.Min((int)digits[e], Site.K)];
        }
    }

    /// <summary>Σ_{c,a} U(c,a)·P_s(c, e, a) for one element.</summary>
    public Fr Apply(DigitFunctional functional, int e)
    {
        Fr sum = Fr.Zero;
        for (int c = functional.FirstDigit; c < functional.EndDigit; c++)
        {
            byte digit = this[c][e];
            if (IsDigit(digit))
            {
                sum += functional[c, digit];
            }
        }

        return sum;
    }
}
