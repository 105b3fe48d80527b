namespace Atlas.Runtime.Fields;

/// <summary>The table of a multilinear polynomial with one open variable X, split by it: lines X ↦ low[i] + X·(high[i] - low[i]).</summary>
public readonly ref struct Halves
{
    /// <summary>The values at X = 0 and at X = 1.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public Halves(ReadOnlySpan<Fr> low, ReadOnlySpan<Fr> high)
    {
        if (low.Length != high.Length)
        {
            throw new ArgumentException($"{low.Length} values at zero, {high.Length} at one.", nameof(high));
        }

        Low = low;
        High = high;
    }

    public ReadOnlySpan<Fr> Low { get; }

    public ReadOnlySpan<Fr> High { get; }

    public int Count => Low.Length;

    /// <summary>Both from an index on.</summary>
    internal Halves From(int start) => new(Low[start..], High[start..]);
}
