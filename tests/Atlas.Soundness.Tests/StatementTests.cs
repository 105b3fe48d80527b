using System.Numerics;
using System.Text;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>Everything that a proof is about is bound (soundness rows 1, 2, 7, 34).</summary>
public class StatementTests
{
    private static readonly byte[] Nonce = Encoding.UTF8.GetBytes("nonce-1");

    public static TheoryData<string> Models => [.. TinyModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Statement_ChangedInAnyPart_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        ReferenceProof proof = model.Prove(Tamper.None, context: Nonce);
        Assert.Null(Verdict.Of(model, proof));
        ReferenceStatement statement = proof.Statement;
        AssertRejected(statement with { Context = Encoding.UTF8.GetBytes("nonce-2") });
        AssertRejected(statement with { Context = [] });
        for (int i = 0; i < statement.Inputs.Length; i++)
        {
            BigInteger[] values = statement.Inputs[i];
            BigInteger high = model.Plan.Tensors[model.Plan.Inputs[i].Tensor].Range.High;
            BigInteger[][] others = [[.. values[..^1], values[^1] - 1], values[..^1], [.. values, 0], [.. values[..^1], high + 1]];
            Assert.All(others, other => AssertRejected(statement with { Inputs = With(statement.Inputs, values, other) }));
        }

        for (int i = 0; i < statement.Outputs.Length; i++)
        {
            BigInteger[] values = statement.Outputs[i];
            BigInteger high = model.Plan.Tensors[model.Plan.Outputs[i].Tensor].Range.High;
            BigInteger[][] others = [[.. values[..^1], values[^1] + 1], values[1..], [.. values, 0], [.. values[..^1], high + 1]];
            Assert.All(others, other => AssertRejected(statement with { Outputs = With(statement.Outputs, values, other) }));
        }

        void AssertRejected(ReferenceStatement other) => Assert.NotNull(Verdict.Of(model, other, proof.Body));
    }

    // Row 1: the same graph with other weights is another key.
    [Fact]
    public void Proof_UnderTheKeyOfOtherWeights_IsRejected()
    {
        TinyModel model = TinyModels.Get("mlp");
        var other = new TinyModel(model.Plan, model.Inputs, constant => [.. model.Constants(constant).Reverse()]);
        Assert.NotEqual(model.Key.Digest, other.Key.Digest);
        Assert.NotNull(ReferenceVerifier.Verify(model.Public, other.Key, model.Honest.Statement, model.Honest.Body));
        Assert.NotNull(ReferenceVerifier.Verify(model.Public, other.Key with { Digest = model.Key.Digest }, model.Honest.Statement, model.Honest.Body));
    }

    // Row 7: messages dropped, doubled, swapped, emptied, lengthened, truncated.
    [Theory]
    [InlineData("mlp")]
    [InlineData("embedding")]
    public void Body_WithMessagesMoved_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        byte[] body = model.Honest.Body;
        byte[][] others =
        [
            [], body[..^1], body[..^32], body[32..], [.. body, 0], [.. body, .. new byte[32]], [.. body[..64], .. body[32..]],
            [.. body[32..64], .. body[..32], .. body[64..]], [.. body, .. body], new byte[body.Length],
        ];
        Assert.All(others, other => Assert.NotNull(Verdict.Of(model, model.Honest.Statement, other)));
    }

    // Row 34: value + p has the same residue and another encoding.
    [Fact]
    public void Scalar_NotBelowTheFieldsOrder_IsRejected()
    {
        TinyModel model = TinyModels.Get("mlp");
        byte[] body = [.. model.Honest.Body];
        int at = body.Length - (32 * (2 + 1));   // the last scalar stands before [H] and [W]
        BigInteger value = new(body.AsSpan(at, 32), isUnsigned: true);
        (value + Runtime.Fields.Fr.Modulus).TryWriteBytes(body.AsSpan(at, 32), out _, isUnsigned: true);
        Assert.Contains("scalar", Verdict.Of(model, model.Honest.Statement, body), StringComparison.Ordinal);
    }

    private static BigInteger[][] With(BigInteger[][] tensors, BigInteger[] old, BigInteger[] other) =>
        [.. tensors.Select(tensor => ReferenceEquals(tensor, old) ? other : tensor)];
}
