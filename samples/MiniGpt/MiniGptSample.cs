using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;

namespace Atlas.Samples;

/// <summary>The classes generated from minigpt.onnx, as the sample program uses them.</summary>
public sealed class MiniGptSample : ILanguageModel
{
    private MiniGptProver? _prover;
    private MiniGptVerifier? _verifier;

    public string Name => "minigpt";

    public Alphabet Alphabet => Alphabet.Shakespeare;

    public int Length => 32;

    public string VerifierAssembly => "MiniGpt.Verifier.dll";

    public string VectorBackend => Runtime.Fields.VectorBackend.Current.Name;

    public long Ones => MiniGptModel.Ones;

    private MiniGptProver Prover => _prover ?? throw new InvalidOperationException("Prepare comes first.");

    public byte[] Prepare(int threads)
    {
        _prover?.Dispose();
        MiniGptProvingKey key = MiniGptProvingKey.Cached(threads: threads);
        byte[] verifyingKey = key.Verifying.Encode();
        _prover = MiniGptProver.Create(key, new ProverOptions { Threads = threads });
        _verifier = MiniGptVerifier.Load(verifyingKey);
        return verifyingKey;
    }

    public byte[] SetUpAgain() => MiniGptProvingKey.Setup().Verifying.Encode();

    public long[] Infer(long[] tokens) => Prover.Infer(tokens).LogitsIntegers;

    public ProvenWindow Prove(long[] tokens)
    {
        MiniGptProof proof = Prover.Prove(tokens);
        ProofStages stages = proof.Stages!;
        return new ProvenWindow(
            proof.Bytes,
            proof.Outputs.LogitsIntegers,
            new StageSeconds(stages.Witness, stages.Commit, stages.Walk, stages.FinalCheck, stages.Opening),
            stages.SumcheckRounds);
    }

    public string? Verify(byte[] proof, long[] tokens) => _verifier!.Verify(proof, tokens).Rejection?.ToString();

    public void Dispose() => _prover?.Dispose();
}
