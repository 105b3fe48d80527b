using System.Numerics;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests.Malicious;

/// <summary>Runs the verifiers on what a prover made.</summary>
internal static class Verdict
{
    /// <summary>The check that rejected, or null where the proof is accepted.</summary>
    public static string? Of(TinyModel model, ReferenceProof proof) => Of(model, proof.Statement, proof.Body);

    /// <summary>The reference verifier and the product's must agree; the latter sees the bytes of a proof file.</summary>
    public static string? Of(TinyModel model, ReferenceStatement statement, byte[] body)
    {
        string? reference = ReferenceVerifier.Verify(model.Public, model.Key, statement, body);
        string? product = model.Product.Verify(model.Product.Assemble(statement, body), statement);
        Assert.True((reference is null) == (product is null), $"{model.Plan.ModelName}: the reference says {reference ?? "valid"}, the product {product ?? "valid"}.");
        return reference;
    }

    /// <summary>Rejected when the prover goes on as if nothing were wrong, and when it lies in every later message so that each local check holds.</summary>
    public static void AssertRejected(TinyModel model, Func<Tamper> lie, string note = "", BigInteger[][]? claimedOutputs = null)
    {
        foreach (bool repair in (bool[])[false, true])
        {
            AssertRejectedOnce(model, lie() with { Repair = repair }, note, claimedOutputs);
        }
    }

    public static string AssertRejectedOnce(TinyModel model, Tamper lie, string note = "", BigInteger[][]? claimedOutputs = null)
    {
        ReferenceProof proof = model.Prove(lie, claimedOutputs);
        string? rejected = Of(model, proof);
        Assert.True(rejected is not null, $"{model.Plan.ModelName} {note} repair={lie.Repair}: accepted");
        return rejected;
    }
}
