using System.Security.Cryptography;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Verifying;

namespace Atlas.Runtime.Tests.Proving;

public class ProverTests
{
    private static readonly Srs Srs = Srs.CreateInsecureForDevelopment(10, 7);

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string name in TinyModels.Names)
            {
                cases.Add(name, 4);
                cases.Add(name, 7);
                cases.Add(name, 10);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prove_SmallModel_Verifies(string name, int logWidth)
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = Prepare(name, logWidth);
        using var engine = new ProverEngine(model, key);
        ProofResult proof = engine.Prove(inputs, "context"u8);
        var verifier = new ModelVerifier(model.Model, key.Verifying, new VerifierOptions { AcceptInsecureDevelopmentKey = true });
        VerificationResult result = verifier.Verify(proof.Bytes, inputs, "context"u8, engine.Infer(inputs));
        Assert.True(result, result.Rejection?.ToString());
        Assert.False(verifier.Verify(proof.Bytes, inputs, "other"u8));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Prove_OneOrMoreThreads_GivesTheSameBytes(string name, int logWidth)
    {
        (ProvableModel model, ProvingKey key, long[][] inputs) = Prepare(name, logWidth);
        using ProverEngine one = new(model, key, new ProverOptions { Threads = 1 }), three = new(model, key, new ProverOptions { Threads = 3 });
        byte[] expected = one.Prove(inputs).Bytes;
        byte[][] actual = new byte[3][];
        Parallel.For(0, actual.Length, i => actual[i] = three.Prove(inputs).Bytes);
        Assert.All(actual, bytes => Assert.Equal(expected, bytes));
    }

    internal static (ProvableModel Model, ProvingKey Key, long[][] Inputs) Prepare(string name, int logWidth)
    {
        (TinyModel tiny, long[][] inputs) = TinyModels.Create(name, logWidth);
        ProvableModel draft = tiny.Build();
        using var engine = new ProverEngine(draft, ProvingKey.Setup(draft, Srs, 1), new ProverOptions { Threads = 1 });
        ProvableModel model = tiny.Build(MessageBytes(draft, engine.Prove(inputs)));
        return (model, ProvingKey.Setup(model, Srs, 2), inputs);
    }

    /// <summary>Bytes of a proof behind its header and outputs: what a plan would say.</summary>
    internal static int MessageBytes(ProvableModel draft, ProofResult proof) =>
        proof.Bytes.Length - ProofFile.Write(draft.Model, new byte[SHA256.HashSizeInBytes], proof.Outputs, []).Length;
}
