namespace Atlas.Runtime.Fields;

/// <summary>
/// Tables of several multilinear polynomials, one after the other in one span, each with one open variable X: the lines X ↦ low_f[i] + X·(high_f[i] - low_f[i]).
/// </summary>
/// <param name="tables">Table f begins at f·stride.</param>
/// <param name="count">Number of tables.</param>
/// <param name="stride">Distance of the tables.</param>
/// <param name="half">Lines of a table: its lows, and behind them its highs.</param>
internal readonly ref struct FactorLines(ReadOnlySpan<Fr> tables, int count, int stride, int half)
{
    private readonly ReadOnlySpan<Fr> tables = tables;
    private readonly int stride = stride;
    private readonly int half = half;

    public int Count { get; } = count;

    public ReadOnlySpan<Fr> Low(int factor) => tables.Slice(factor * stride, half);

    public ReadOnlySpan<Fr> High(int factor) => tables.Slice((factor * stride) + half, half);
}
