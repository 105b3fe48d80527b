namespace Atlas.Runtime.Proving;

/// <summary>How a prover uses the machine. Never changes a proof's bytes.</summary>
public sealed record ProverOptions
{
    public static ProverOptions Default { get; } = new();

    /// <summary>Worker threads; 0: one for each processor.</summary>
    public int Threads { get; init; }

    internal static int Workers(int threads) => threads > 0 ? threads : Environment.ProcessorCount;
}
