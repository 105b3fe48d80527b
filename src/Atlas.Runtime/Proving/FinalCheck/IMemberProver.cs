using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>The prover's part of the final check for one polynomial.</summary>
internal interface IMemberProver : IDisposable
{
    /// <summary>A measure of the work, by which members are divided among threads.</summary>
    long Work { get; }

    /// <summary>Value of the polynomial at ρ, once every position is bound.</summary>
    Fr Final { get; }

    /// <summary>What is left for the first round to have: called once, before it.</summary>
    void Prepare();

    /// <summary>Adds the coefficients of the member's part of the round polynomial (degree 3, constant first).</summary>
    void Round(int position, Span<Fr> coefficients);

    /// <summary>Binds the variable at this position, counted from the lowest.</summary>
    void Bind(int position, Fr r);

    /// <summary>Adds Σ_rows weight·row to the polynomial that is opened, for its cells from <paramref name="start"/>, a multiple of 16, on.</summary>
    void Combine(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums);
}
