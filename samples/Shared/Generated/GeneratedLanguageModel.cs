using Atlas.Runtime.Proving;
using Atlas.Samples.Language;

namespace Atlas.Samples;

/// <summary>
/// The classes generated from the project's model, as the sample program uses them. The names without a prefix are aliases that Sample.props makes: in samples/NanoGpt,
/// Prover is Prover.
/// </summary>
public sealed class GeneratedLanguageModel(string name, Alphabet alphabet, int length, string verifierProgram) : ILanguageModel
{
    private Prover? _prover;
    private Verifier? _verifier;

    public string Name => name;

    public Alphabet Alphabet => alphabet;

    public int Length => length;

    public string VerifierProgram => verifierProgram;

    public string VectorBackend => Runtime.Fields.VectorBackend.Current.Name;

    public long Ones => Model.Ones;

    public IReadOnlyList<PredictedCost> PredictedCosts => Prover.PredictedCosts;

    private Prover Ready => _prover ?? throw new InvalidOperationException("Prepare comes first.");

    public byte[] Prepare(int threads, bool report)
    {
        _prover?.Dispose();
        ProvingKey key = ProvingKey.Cached(threads: threads);
        byte[] verifyingKey = key.Verifying.Encode();
        _prover = Prover.Create(key, new ProverOptions { Threads = threads, Report = report });
        _verifier = Verifier.Load(verifyingKey);
        return verifyingKey;
    }

    public byte[] SetUpAgain() => ProvingKey.Setup().Verifying.Encode();

    public long[] Infer(long[] tokens) => Ready.Infer(tokens).LogitsIntegers;

    public ProvenWindow Prove(long[] tokens)
    {
        Proof proof = Ready.Prove(tokens);
        ProofStages stages = proof.Stages!;
        return new ProvenWindow(
            proof.Bytes,
            proof.Outputs.LogitsIntegers,
            new StageSeconds(stages.Witness, stages.Commit, stages.Walk, stages.FinalCheck, stages.Opening),
            stages.SumcheckRounds,
            stages.Relations);
    }

    public string? Verify(byte[] proof, long[] tokens) => _verifier!.Verify(proof, tokens).Rejection?.ToString();

    public void Dispose() => _prover?.Dispose();
}
