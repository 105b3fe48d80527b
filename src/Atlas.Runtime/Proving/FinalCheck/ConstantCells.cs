using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The cells of a constant in the final check: integers, or, for one of more variables than a row has, the combination of its rows.
/// </summary>
internal abstract class ConstantCells
{
    public abstract int Length { get; }

    /// <summary>Σ_e weights[e]·f(e, a) for each of the <paramref name="places"/> lowest cells a; missing cells are zero.</summary>
    public abstract Fr[] SumRows(ReadOnlySpan<Fr> weights, int places);

    /// <summary>Σ_a places[a]·f(e, a) for each e.</summary>
    public abstract void BindPlaces(ReadOnlySpan<Fr> places, Span<Fr> destination);

    /// <summary>Adds Σ_rows weight·row to a row of cells.</summary>
    public abstract void AddRows(ReadOnlySpan<Fr> rowWeights, Span<Fr> cells);
}
