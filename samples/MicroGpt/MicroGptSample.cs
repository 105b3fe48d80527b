using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;

namespace Atlas.Samples;

/// <summary>The classes generated from microgpt.onnx, as the sample program uses them.</summary>
public sealed class MicroGptSample : ILanguageModel
{
    private MicroGptProver? _prover;
    private MicroGptVerifier? _verifier;

    public string Name => "microgpt";

    public Alphabet Alphabet => Alphabet.Letters;

    public int Length => 16;

    public string VerifierAssembly => "MicroGpt.Verifier.dll";

    public string VectorBackend => Runtime.Fields.VectorBackend.Current.Name;

    public long Ones => MicroGptModel.Ones;

    private MicroGptProver Prover => _prover ?? throw new InvalidOperationException("Prepare comes first.");

    public byte[] Prepare(int threads)
    {
        _prover?.Dispose();
        MicroGptProvingKey key = MicroGptProvingKey.Cached(threads: threads);
        byte[] verifyingKey = key.Verifying.Encode();
        _prover = MicroGptProver.Create(key, new ProverOptions { Threads = threads });
        _verifier = MicroGptVerifier.Load(verifyingKey);
        return verifyingKey;
    }

    public byte[] SetUpAgain() => MicroGptProvingKey.Setup().Verifying.Encode();

    public long[] Infer(long[] tokens) => Prover.Infer(tokens).LogitsIntegers;

    public ProvenWindow Prove(long[] tokens)
    {
        MicroGptProof proof = Prover.Prove(tokens);
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
