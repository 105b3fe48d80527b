using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Lookups;

/// <summary>
/// A table U(c, a): the linear functional Σ_{c,a} U(c,a)·P_s(c, e, a) of a site. Not masked on forbidden values: the final check excludes those (docs/protocol.md §7).
/// </summary>
public sealed class DigitFunctional
{
    private readonly Fr[] _table;

    private DigitFunctional(Fr[] table, int firstDigit, int endDigit)
    {
        _table = table;
        FirstDigit = firstDigit;
        EndDigit = endDigit;
    }

    /// <summary>D·16 values, digit-major; zero outside of the digits [FirstDigit, EndDigit).</summary>
    public ReadOnlySpan<Fr> Table => _table;

    public int FirstDigit { get; }

    public int EndDigit { get; }

    public Fr this[int c, int a] => _table[(c * Site.K) + a];

    /// <summary>Σ_c 2^{o_c} d_c = acc + β·valid.</summary>
    public static DigitFunctional Accumulator(Site site) => Linear(site, 0, 0, Fr.One, Fr.Zero);

    /// <summary>slope·Σ_{c≥c*} 2^{o_c - S} d_c + constant·valid; the constant is a functional of the top digit.</summary>
    public static DigitFunctional Output(Site site, Fr slope, Fr constant) =>
        Linear(site, site.DigitsBetween(site.Shift, 64).First(), site.Shift, slope, constant);

    /// <summary>Σ_a values[a]·P_s(digit, e, a); places beyond <paramref name="values"/> are zero.</summary>
    public static DigitFunctional Test(Site site, int digit, ReadOnlySpan<Fr> values)
    {
        var table = new Fr[site.Count * Site.K];
        values.CopyTo(table.AsSpan(digit * Site.K, Site.K));
        return new DigitFunctional(table, digit, digit + 1);
    }

    /// <summary>Σ_a values[a]·P_s(digit, e, a) for small integers.</summary>
    public static DigitFunctional Test(Site site, int digit, ReadOnlySpan<int> values)
    {
        var scalars = new Fr[values.Length];
        for (int a = 0; a < values.Length; a++)
        {
            scalars[a] = Fr.FromInt64(values[a]);
        }

        return Test(site, digit, scalars);
    }

    private static DigitFunctional Linear(Site site, int first, int shift, Fr slope, Fr constant)
    {
        var table = new Fr[site.Count * Site.K];
        for (int c = first; c < site.Count; c++)
        {
            Fr unit = slope * Fr.FromUInt64(1UL << (site.Offsets[c] - shift));
            Fr value = c == site.Top ? constant : Fr.Zero;
            for (int a = 0; a < Site.K; a++, value += unit)
            {
                table[(c * Site.K) + a] = value;
            }
        }

        return new DigitFunctional(table, first, site.Count);
    }
}
