using System.Numerics;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;

namespace Atlas.Soundness.Tests.Malicious;

/// <summary>Lies about the one-hot table of one site; elements are positions in the padded table.</summary>
internal static class OneHotLies
{
    private const int K = SiteTable.K;

    /// <summary>A prover that edits the table of one site.</summary>
    public static Tamper In(SiteTable site, Action<Fr[]> edit) => new()
    {
        OneHot = (id, table) =>
        {
            if (id == site.Id)
            {
                edit(table);
            }

            return table;
        },
    };

    public static int Element(this SiteTable site, params int[] index) => site.Shape.Flat(index);

    /// <summary>The integer that an element's digits say, β included.</summary>
    public static BigInteger Read(this SiteTable site, Fr[] table, int element)
    {
        BigInteger value = 0;
        for (int c = 0; c < site.Layout.Count; c++)
        {
            value += (BigInteger)site.DigitAt(table, c, element) << site.Layout.Digits[c].Offset;
        }

        return value;
    }

    /// <summary>Replaces an element's digits by those of a value, β included; bits beyond the capacity are lost.</summary>
    public static void Rewrite(this SiteTable site, Fr[] table, int element, BigInteger value)
    {
        int[] digits = site.DigitsOf(value);
        for (int c = 0; c < digits.Length; c++)
        {
            for (int a = 0; a < K; a++)
            {
                table[site.Cell(c, element, a)] = a == digits[c] ? Fr.One : Fr.Zero;
            }
        }
    }

    /// <summary>Every way to spoil one digit of one element; the names say how.</summary>
    public static Dictionary<string, Action<Fr[]>> OfDigit(SiteTable site, int c, int element)
    {
        int allowed = 1 << site.Layout.Digits[c].Width;
        int At(int a) => site.Cell(c, element, a % K);
        int Own(Fr[] table) => site.DigitAt(table, c, element);
        var lies = new Dictionary<string, Action<Fr[]>>
        {
            ["moved"] = table => (table[At(Own(table))], table[At((Own(table) + 1) % allowed)]) = (Fr.Zero, Fr.One),
            ["two ones"] = table => table[At((Own(table) + 1) % allowed)] = Fr.One,
            ["none"] = table => table[At(Own(table))] = Fr.Zero,
            ["one and minus one"] = table =>
            {
                int own = Own(table);   // 1 + 1 - 1: the count is right, booleanity is not
                table[At(own + 1)] = Fr.One;
                table[At(own + 2)] -= Fr.One;
            },
        };
        if (allowed < K)
        {
            lies["moved to a forbidden value"] = table => (table[At(Own(table))], table[At(K - 1)]) = (Fr.Zero, Fr.One);
            lies["a second one at a forbidden value"] = table => table[At(K - 1)] = Fr.One;
        }

        Fr[] valid = site.Shape.ValidTable();
        int padded = Array.FindIndex(valid, static v => v.IsZero);
        if (padded >= 0)
        {
            // at digit value 0 no digit claim sees it, only the count
            lies["a one on a padded element"] = table => table[site.Cell(c, padded, 0)] = Fr.One;
        }

        if (site.Layout.Count < 1 << site.DigitBits)
        {
            lies["a one beyond the digits"] = table => table[site.Cell(site.Layout.Count, element, 0)] = Fr.One;
        }

        return lies;
    }

    /// <summary>
    /// Quotient + 1 and remainder - 2^S, the negative remainder as a field element in non-Boolean places: accumulator, count and every digit claim are right.
    /// </summary>
    public static Action<Fr[]> QuotientPlusOneByFieldDigits(SiteTable site, int element) => table =>
    {
        BigInteger value = site.Read(table, element), step = BigInteger.One << site.Layout.Shift;
        site.Rewrite(table, element, value + step);
        site.WriteFieldDigit(table, 0, element, site.DigitAt(table, 0, element) - step);
    };

    /// <summary>Writes any integer in one digit: Σ_a a·P(a) is the value and Σ_a P(a) = 1.</summary>
    public static void WriteFieldDigit(this SiteTable site, Fr[] table, int c, int element, BigInteger value)
    {
        for (int a = 0; a < K; a++)
        {
            table[site.Cell(c, element, a)] = Fr.Zero;
        }

        table[site.Cell(c, element, 0)] = Fr.FromBigInteger(1 - value);
        table[site.Cell(c, element, 1)] = Fr.FromBigInteger(value);
    }

    private static int DigitAt(this SiteTable site, Fr[] table, int c, int element) =>
        Enumerable.Range(0, K).First(a => table[site.Cell(c, element, a)].IsOne);
}
