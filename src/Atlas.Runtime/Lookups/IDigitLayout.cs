namespace Atlas.Runtime.Lookups;

/// <summary>
/// Digit layout of a site, emitted per model as a struct of constants: acc + β·valid = Σ_c 2^{o_c} d_c, 0 ≤ d_c &lt; 2^{w_c}, w_c ≤ 4 (docs/protocol.md §4).
/// </summary>
public interface IDigitLayout
{
    /// <summary>D, the number of digits, at least 1.</summary>
    static abstract int Count { get; }

    /// <summary>o_c, least significant digit first.</summary>
    static abstract ReadOnlySpan<byte> Offsets { get; }

    /// <summary>w_c, 1 to 4 bits.</summary>
    static abstract ReadOnlySpan<byte> Widths { get; }

    /// <summary>S, the bits that are rounded away.</summary>
    static abstract int Shift { get; }

    /// <summary>β'.</summary>
    static abstract long BetaOut { get; }

    /// <summary>β = 2^S·β' + (2^{S-1} if S > 0 and the site rounds).</summary>
    static abstract long Beta { get; }

    /// <summary>
    /// Writes digit c of <paramref name="value"/> = acc + β to <paramref name="digits"/>[c·<paramref name="stride"/>]. The value lies in [0, 2^{o_D}).
    /// </summary>
    static abstract void Split(ulong value, Span<byte> digits, int stride);
}
