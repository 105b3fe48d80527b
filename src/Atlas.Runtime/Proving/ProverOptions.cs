namespace Atlas.Runtime.Proving;

/// <summary>How a prover runs; nothing of it changes a proof's bytes.</summary>
public sealed record ProverOptions
{
    /// <summary>Number of parts that work is divided into, each on a thread of its own where the machine has a processor for it; 0: one for each processor.</summary>
    public int Threads { get; init; }

    /// <summary>Measure every relation (<see cref="ProofStages.Relations"/>).</summary>
    public bool Report { get; init; }

    internal static int Resolve(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return threads == 0 ? Environment.ProcessorCount : threads;
    }
}
