namespace Atlas.Runtime.Proving;

/// <summary>A proof.</summary>
/// <param name="Bytes">What a verifier reads.</param>
/// <param name="Outputs">The proven outputs: true elements, row-major.</param>
/// <param name="Stages">Where the time went.</param>
public sealed record ProofResult(byte[] Bytes, long[][] Outputs, ProofStages Stages)
{
    /// <inheritdoc cref="ProofStages.Relations"/>
    public IReadOnlyList<RelationTiming> Relations => Stages.Relations;
}

/// <summary>Seconds of each stage, one-hot ones committed, rounds of all sumchecks.</summary>
public sealed record ProofStages(double Witness, double Commit, double Walk, double FinalCheck, double Opening, long Ones, int SumcheckRounds)
{
    /// <summary>What each tensor of the witness and each sum of the walk cost, in the order of the proof; empty unless <see cref="ProverOptions.Report"/> asked for it.</summary>
    public IReadOnlyList<RelationTiming> Relations { get; init; } = [];

    public double Total => Witness + Commit + Walk + FinalCheck + Opening;
}

/// <summary>A stage of a proof that begins.</summary>
/// <param name="Stage">"witness", "commitments", "walk", "final check" or "opening".</param>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Count">Number of stages.</param>
public readonly record struct ProofProgress(string Stage, int Index, int Count);
