using System.Collections.Immutable;
using System.Numerics;

namespace Atlas.Compiler.Plan;

public sealed record SiteCost(int Site, string Name, long Elements, int Digits, long Ones, int Rows);

public enum MessageKind
{
    Scalars,
    Points,
}

/// <summary>One absorb of a proof: <paramref name="Count"/> scalars or points of 32 bytes under one label.</summary>
public readonly record struct ProofMessage(string Label, MessageKind Kind, int Count);

/// <summary>A term of the soundness error: numerator over 2^128, or over the field's order (docs/protocol.md §9).</summary>
public sealed record SoundnessTerm(string Label, BigInteger Numerator, bool OverField);

/// <summary>
/// What a proof of the plan costs, from a dry walk (<c>PlanWalk</c>). Bytes are those of the proof's body, 32 a scalar or point. <paramref name="Predicted"/>: the prover's time by
/// part, stage by stage, in the order of the proof; <paramref name="VerifierNanoseconds"/>: the verifier's.
/// </summary>
public sealed record CostReport(
    ImmutableArray<SiteCost> Sites,
    long Ones,
    int Rounds,
    int Commitments,
    long ProofBytes,
    long VerifyingKeyBytes,
    int Links,
    ImmutableArray<ProofMessage> Messages,
    ImmutableArray<SoundnessTerm> Soundness,
    double SoundnessBits,
    ImmutableArray<PredictedCost> Predicted,
    double VerifierNanoseconds)
{
    public static CostReport Empty { get; } = new([], 0, 0, 0, 0, 0, 0, [], [], double.NegativeInfinity, [], 0);

    /// <summary>The prover's time on one core, all stages.</summary>
    public double ProverNanoseconds => Predicted.Sum(static p => p.Nanoseconds);

    public double StageNanoseconds(ProofStage stage) => Predicted.Where(p => p.Stage == stage).Sum(static p => p.Nanoseconds);
}
