using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The table entry of an element: the digits of a table's index, where the digits above them say that the window holds the element.
/// </summary>
internal sealed class TableIndex
{
    /// <summary>The element lies outside of the table's window.</summary>
    public const int Tail = -1;

    /// <summary>The element is not valid.</summary>
    public const int None = -2;

    private readonly SiteDigits _digits;
    private readonly int[] _indexDigits;
    private readonly (int Digit, bool[] Inside)[] _window;
    private readonly int _size;

    public TableIndex(SiteDigits digits, ReadOnlySpan<DigitFunctional> window, int variables)
    {
        _digits = digits;
        _size = 1 << variables;
        Site site = digits.Site;
        _indexDigits = [.. site.DigitsBetween(site.Shift, site.Shift + variables)];
        _window = new (int, bool[])[window.Length];
        for (int i = 0; i < window.Length; i++)
        {
            DigitFunctional functional = window[i];
            _window[i] = (functional.FirstDigit, [.. Enumerable.Range(0, Site.K).Select(a => !functional[functional.FirstDigit, a].IsZero)]);
        }
    }

    public int Of(int e)
    {
        foreach ((int digit, bool[] inside) in _window)
        {
            byte value = _digits[digit][e];
            if (!SiteDigits.IsDigit(value) || !inside[value])
            {
                return SiteDigits.IsDigit(value) ? Tail : None;
            }
        }

        int index = 0, start = _digits.Site.Shift;
        foreach (int digit in _indexDigits)
        {
            byte value = _digits[digit][e];
            if (!SiteDigits.IsDigit(value))
            {
                return None;
            }

            index |= value << (_digits.Site.Offsets[digit] - start);
        }

        return index < _size ? index : None;
    }
}
