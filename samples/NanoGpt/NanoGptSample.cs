using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;

namespace Atlas.Samples;

/// <summary>The classes generated from nanogpt.onnx, as the sample program uses them.</summary>
public sealed class NanoGptSample : ILanguageModel
{
    private NanoGptProver? _prover;
    private NanoGptVerifier? _verifier;

    public string Name => "nanogpt";

    public Alphabet Alphabet => Alphabet.Shakespeare;

    public int Length => 64;

    public string VerifierAssembly => "NanoGpt.Verifier.dll";

    public string VectorBackend => Runtime.Fields.VectorBackend.Current.Name;

    public long Ones => NanoGptModel.Ones;

    private NanoGptProver Prover => _prover ?? throw new InvalidOperationException("Prepare comes first.");

    public byte[] Prepare(int threads)
    {
        _prover?.Dispose();
        NanoGptProvingKey key = NanoGptProvingKey.Cached(threads: threads);
        byte[] verifyingKey = key.Verifying.Encode();
        _prover = NanoGptProver.Create(key, new ProverOptions { Threads = threads });
        _verifier = NanoGptVerifier.Load(verifyingKey);
        return verifyingKey;
    }

    public byte[] SetUpAgain() => NanoGptProvingKey.Setup().Verifying.Encode();

    public long[] Infer(long[] tokens) => Prover.Infer(tokens).LogitsIntegers;

    public ProvenWindow Prove(long[] tokens)
    {
        NanoGptProof proof = Prover.Prove(tokens);
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
