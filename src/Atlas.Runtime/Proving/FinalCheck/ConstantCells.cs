using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The cells of a constant in the final check: integers, or, for one of more variables than a row has, the combination of its rows.
/// </summary>
internal abstract class ConstantCells
{
    /// <summary>Σ_e weights[e]·f(e, a) for each of the <paramref name="places"/> lowest cells a; missing cells are zero.</summary>
    public abstract Fr[] SumRows(ReadOnlySpan<Fr> weights, int places);

    /// <summary>Σ_a places[a]·f(e, a) for each e.</summary>
    public abstract void BindPlaces(ReadOnlySpan<Fr> places, Span<Fr> destination);

    /// <summary>Adds Σ_rows weight·row, from the cell <paramref name="start"/> on.</summary>
    public abstract void AddRows(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums);

    protected static void Add(ReadOnlySpan<Fr> values, Span<WideSum> sums)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i].Add(in values[i]);
        }
    }
}
