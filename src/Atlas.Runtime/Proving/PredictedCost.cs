namespace Atlas.Runtime.Proving;

/// <summary>What the compiler expects one part of a proof to cost. In the witness and the walk, labels and kinds are those of the times that a proof reports.</summary>
/// <param name="Label">The tensor ("t12"), site ("s3"), constant polynomial ("k1") or message, as in the messages' labels.</param>
/// <param name="Kind">
/// Of the witness "witness"; of the commitments "commitment"; of the walk "merge", "mask", "contraction", "gate", "table", "selection", "row max", "gather" and "claim"; of the final
/// check "site" and "constant"; of the opening "opening".
/// </param>
/// <param name="Stage">"witness", "commitments", "walk", "final check" or "opening".</param>
/// <param name="Nanoseconds">Time of one core of the machine that the compiler's cost model was calibrated on.</param>
public readonly record struct PredictedCost(string Label, string Kind, string Stage, long Nanoseconds);
