namespace Atlas.Runtime.Proving;

/// <summary>Where a proof stands.</summary>
/// <param name="Stage">The stage that has begun: witness, commitments, walk, final check, opening.</param>
/// <param name="Fraction">Share of the work that is done, by stages.</param>
public readonly record struct ProofProgress(string Stage, double Fraction);

/// <summary>Seconds of each stage, and the counts that explain them.</summary>
public sealed record ProofStages
{
    public double WitnessSeconds { get; init; }

    public double CommitSeconds { get; init; }

    public double WalkSeconds { get; init; }

    public double FinalCheckSeconds { get; init; }

    public double OpeningSeconds { get; init; }

    /// <summary>Sum of the stages.</summary>
    public double ProveSeconds => WitnessSeconds + CommitSeconds + WalkSeconds + FinalCheckSeconds + OpeningSeconds;

    /// <summary>One-hot ones.</summary>
    public long Ones { get; init; }

    public int SumcheckRounds { get; init; }
}

/// <summary>A proof, the output integers that it states (true elements, row-major), and what it cost.</summary>
public sealed record ProofResult(byte[] Bytes, long[][] Outputs, ProofStages Stages);
