using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The table entry of each element: the digits of a table's index, where the digits above them say that the window holds the element.
/// </summary>
internal static class TableIndex
{
    /// <summary>The element lies outside of the table's window.</summary>
    public const int Tail = -1;

    /// <summary>The element is not valid.</summary>
    public const int None = -2;

    /// <summary>Writes the entries of the elements [start, end), digit by digit.</summary>
    public static void Write(SiteDigits digits, ReadOnlySpan<DigitFunctional> window, int variables, Span<int> entries, int start, int end)
    {
        Site site = digits.Site;
        Span<int> places = stackalloc int[Site.K + 1];
        entries[start..end].Clear();
        foreach (DigitFunctional factor in window)
        {
            for (int a = 0; a < Site.K; a++)
            {
                places[a] = factor[factor.FirstDigit, a].IsZero ? Tail : 0;
            }

            Combine(digits[factor.FirstDigit], places, entries, start, end);
        }

        foreach (int digit in site.DigitsBetween(site.Shift, site.Shift + variables))
        {
            int offset = site.Offsets[digit] - site.Shift;
            for (int a = 0; a < Site.K; a++)
            {
                places[a] = a << offset < 1 << variables ? a << offset : None;
            }

            Combine(digits[digit], places, entries, start, end);
        }
    }

    /// <summary>Puts the part of one digit into entries that no digit before it has excluded.</summary>
    private static void Combine(ReadOnlySpan<byte> digits, Span<int> places, Span<int> entries, int start, int end)
    {
        places[Site.K] = None;
        for (int e = start; e < end; e++)
        {
            int entry = entries[e], place = places[Math.Min((int)digits[e], Site.K)];
            entries[e] = entry < 0 ? entry : place < 0 ? place : entry | place;
        }
    }
}
