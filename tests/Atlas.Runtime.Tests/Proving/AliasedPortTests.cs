using Atlas.Runtime.Commitments;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Tensors;
using Atlas.Verifying;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>A tensor may be an input and an output, or two outputs: each port's integers are checked by themselves.</summary>
public class AliasedPortTests
{
    private static readonly long[][] Inputs = [TinyModels.Random(3, 12, -100, 100)];

    [Fact]
    public void Prove_AliasedPorts_Verifies() => Assert.True(Verify(null));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Verify_OnePortOfAnAliasForged_IsRejected(int port)
    {
        VerificationResult result = Verify(new OtherOutput(port));
        Assert.False(result);
        Assert.Equal(RejectionKind.Check, result.Rejection!.Kind);
    }

    private static VerificationResult Verify(Tamper? tamper)
    {
        ProvableModel draft = Build(0);
        Srs srs = Srs.CreateInsecureForDevelopment(7, 7);
        using var first = new ProverEngine(draft, ProvingKey.Setup(draft, srs, 1));
        ProvableModel model = Build(ProverTests.MessageBytes(draft, first.Prove(Inputs)));
        ProvingKey key = ProvingKey.Setup(model, srs, 1);
        using var engine = new ProverEngine(model, key);
        ProofResult proof = engine.Prove(Inputs, default, null, CancellationToken.None, tamper, null);
        return new ModelVerifier(model.Model, key.Verifying, new VerifierOptions { AcceptInsecureDevelopmentKey = true }).Verify(proof.Bytes, Inputs);
    }

    private static ProvableModel Build(int messageBytes)
    {
        var m = new TinyModel("aliases", 7);
        TensorInfo x = m.Input(-100, 100, 3, 4), y = m.Requantise<Round4>(m.Tensor(3, 4), x);
        m.Output(y);
        m.Output(x);
        m.Output(y);
        return m.Build(messageBytes);
    }

    private sealed class OtherOutput(int port) : Tamper
    {
        public override void Outputs(long[][] outputs) => outputs[port][5] += 1;
    }
}
