namespace Atlas.Compiler.Plan;

/// <summary>Stages of a proof, in their order.</summary>
public enum ProofStage
{
    Witness,
    Commitments,
    Walk,
    FinalCheck,
    Opening,
}

/// <summary>What one part of a proof is expected to cost: nanoseconds of one core of the machine that the cost model was calibrated on.</summary>
/// <param name="Label">The tensor ("t12"), site ("s3"), constant polynomial ("k1") or sum, as in the messages' labels.</param>
/// <param name="Kind">
/// Of the witness "witness"; of the commitments "commitment"; of the walk "merge", "mask", "contraction", "gate", "table", "selection", "row max", "gather" and "claim"; of the final
/// check "site" and "constant"; of the opening "opening".
/// </param>
/// <param name="Stage">When it runs.</param>
/// <param name="Nanoseconds">Time of one core.</param>
public readonly record struct PredictedCost(string Label, string Kind, ProofStage Stage, double Nanoseconds);
