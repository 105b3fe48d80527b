using Atlas.Runtime.Proving;
using Atlas.Samples.Language;

namespace Atlas.Samples;

/// <summary>What the sample program needs of a model's generated classes.</summary>
public interface ILanguageModel : IDisposable
{
    string Name { get; }

    Alphabet Alphabet { get; }

    /// <summary>Tokens of a window.</summary>
    int Length { get; }

    /// <summary>Name of the verifier's program.</summary>
    string VerifierProgram { get; }

    /// <summary>Kernels that the prover runs on.</summary>
    string VectorBackend { get; }

    /// <summary>One-hot ones of a proof, as the compiler counts them.</summary>
    long Ones { get; }

    /// <summary>What the compiler expects each part of a proof to cost.</summary>
    IReadOnlyList<PredictedCost> PredictedCosts { get; }

    /// <summary>Logits of a window by the integer model, without a proof: one row of <see cref="Language.Alphabet.Count"/> integers per token.</summary>
    long[] Infer(long[] tokens);

    /// <summary>Makes or loads the proving key and the buffers that are reused over proofs.</summary>
    /// <param name="report">Whether proofs measure each relation.</param>
    /// <returns>Bytes of the verifying key.</returns>
    byte[] Prepare(int threads, bool report = false);

    /// <summary>The verifying key, made afresh from the model without any cache.</summary>
    byte[] SetUpAgain();

    ProvenWindow Prove(long[] tokens);

    /// <summary>Null if the proof is accepted, else the reason.</summary>
    string? Verify(byte[] proof, long[] tokens);
}

/// <summary>A proof and what it cost.</summary>
/// <param name="Relations">Time of each relation, where it was asked for.</param>
public sealed record ProvenWindow(byte[] Proof, long[] Logits, StageSeconds Stages, int SumcheckRounds, IReadOnlyList<RelationTiming> Relations);

/// <summary>Seconds of the stages of one proof.</summary>
public sealed record StageSeconds(double Witness, double Commit, double Walk, double FinalCheck, double Opening)
{
    public double Total => Witness + Commit + Walk + FinalCheck + Opening;
}
