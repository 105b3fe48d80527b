using Atlas.Ceremony;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Proving;
using Atlas.Soundness.Tests.Models;
using Atlas.Testing.Generation;
using Atlas.Verifying;

namespace Atlas.Soundness.Tests;

/// <summary>Soundness row 33 on a model of real size, through the generator, under the ceremony's reference string and default options.</summary>
public class NanoGptBytesTests
{
    private const int Samples = 48;

    [Fact]
    public void NanoGptProof_SampleOfBitsFlipped_IsRejected()
    {
        GeneratedModel model = GeneratedModel.Build(SampleModels.Onnx("nanogpt"));
        ProvingKey key = ProvingKey.Setup(model.Provable, Ignition.Srs);
        using var prover = new ProverEngine(model.Provable, key);
        long[][] inputs = [[.. Enumerable.Range(0, model.Compiled.Inputs[0].Tensor.Cells).Select(static i => (long)(i % 50))]];
        byte[] proof = prover.Prove(inputs).Bytes;
        var verifier = new ModelVerifier(model.Compiled, VerifyingKey.Decode(key.Verifying.Encode()));
        Assert.True(verifier.Verify(proof, inputs).IsValid);

        var random = new Random(1);
        for (int i = 0; i < Samples; i++)
        {
            byte[] damaged = [.. proof];
            int at = (int)((long)proof.Length * i / Samples) + random.Next(proof.Length / Samples);
            damaged[at] ^= (byte)(1 << random.Next(8));
            Assert.False(verifier.Verify(damaged, inputs).IsValid, $"byte {at}");
        }

        inputs[0][^1] ^= 1;
        Assert.False(verifier.Verify(proof, inputs).IsValid);
    }
}
