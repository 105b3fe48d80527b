namespace Atlas.Samples.Reporting;

/// <summary>Everything that the sample measures.</summary>
/// <param name="Median">Stages of the median run; its total is what a proof takes in a warm process.</param>
/// <param name="ProveSecondsFirst">Total of the first run, with the code still cold.</param>
/// <param name="VerifySeconds">From proof bytes, with the verifying key loaded; the median over as many runs as there are proofs.</param>
public sealed record StageReport(
    string Model,
    int Threads,
    string VectorBackend,
    double SetupSeconds,
    StageSeconds Median,
    double ProveSecondsFirst,
    double VerifySeconds,
    int ProofBytes,
    int VerifyingKeyBytes,
    long PeakMemoryBytes,
    long Ones,
    int SumcheckRounds,
    bool Verified)
{
    /// <summary>Parts of a proof, expected and measured; empty where it was not asked for.</summary>
    public IReadOnlyList<RelationCost> Costs { get; init; } = [];
}
