using System.Numerics;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>No check is vacuous (soundness row 21): with one kind of check left out of the reference verifier a lie is accepted, with it rejected.</summary>
public class NecessityTests
{
    [Theory]
    [InlineData("mlp", "h")]
    [InlineData("mlp", "a")]
    [InlineData("attention", "gap")]
    [InlineData("maximum", "m")]
    [InlineData("embedding", "e")]
    [InlineData("gelu-residual", "g")]
    public void EndOfASumcheck_LeftOut_LetsAFalseTensorPass(string name, string tensor) => AssertNeeded(TinyModels.Get(name), IsSumcheckEnd, FalseTensor(name, tensor));

    [Fact]
    public void AffineCheck_LeftOut_LetsAFalseSumPass() => AssertNeeded(TinyModels.Get("mlp"), static label => label.EndsWith(".affine", StringComparison.Ordinal), FalseTensor("mlp", "hb"));

    [Fact]
    public void InputCheck_LeftOut_LetsAnotherInputPass() =>
        AssertNeeded(TinyModels.Get("mlp"), static label => label.StartsWith("input", StringComparison.Ordinal), FalseTensor("mlp", "x"));

    [Fact]
    public void FinalCheck_LeftOut_LetsAFalseQuotientPass() => AssertNeeded(TinyModels.Get("mlp"), IsFinalEnd, FalseTensor("mlp", "y"));

    [Fact]
    public void FinalCheck_LeftOut_LetsAnotherTablePass()
    {
        TinyModel model = TinyModels.Get("gelu-residual");
        int output = model.Tensor("g");
        AssertNeeded(model, IsFinalEnd, new Tamper { TableValues = (id, values) => id == output ? [.. values.Select(static v => v + 1)] : values });
    }

    // A false last round, repaired by a false value of a polynomial: only the opening sees it.
    [Theory]
    [InlineData("open")]
    [InlineData("open.fold")]
    public void Opening_LeftOut_LetsAFalseValuePass(string checks) => AssertNeeded(
        TinyModels.Get("mlp"),
        label => label.StartsWith(checks, StringComparison.Ordinal),
        Lies.InMessage("final.round", static values => values[0] += Fr.One) with { Repair = true });

    [Fact]
    public void Pairing_LeftOut_LetsAFalseQuotientCommitmentPass() => AssertNeeded(
        TinyModels.Get("mlp"),
        static label => label == "open.pairing",
        new Tamper { Points = static (label, points) => label == "open.H" ? [(points[0] + Runtime.Curves.G1Affine.Generator).ToAffine()] : points });

    // The statement's intervals: equality in the field is equality of integers only inside of them.
    [Fact]
    public void Interval_LeftOut_LetsAnOutputPlusTheFieldsOrderPass()
    {
        TinyModel model = TinyModels.Get("linear");
        BigInteger[][] claimed = [.. model.Honest.Statement.Outputs.Select(static values => (BigInteger[])[values[0], .. values[1..]])];
        claimed[0][0] += Fr.Modulus;
        ReferenceProof proof = model.Prove(new Tamper { Message = static (_, values) => values }, claimed);
        Assert.NotNull(ReferenceVerifier.Verify(model.Public, model.Key, proof.Statement, proof.Body));
        Assert.Null(ReferenceVerifier.Verify(model.Public, model.Key, proof.Statement, proof.Body, ignored: static label => label.StartsWith("statement", StringComparison.Ordinal)));
    }

    private static bool IsSumcheckEnd(string label) => label.EndsWith(".end", StringComparison.Ordinal) && !IsFinalEnd(label);

    private static bool IsFinalEnd(string label) => label == "final.end";

    private static Tamper FalseTensor(string name, string tensor)
    {
        TinyModel model = TinyModels.Get(name);
        int id = model.Tensor(tensor);
        return Lies.InTensor(id, model.Reference.Shapes[id].Flat([.. model.Reference.Shapes[id].Cells().ElementAt(1)]), 1);
    }

    private static void AssertNeeded(TinyModel model, Func<string, bool> check, Tamper lie)
    {
        ReferenceProof proof = model.Prove(lie);
        string? rejected = Verdict.Of(model, proof);
        Assert.True(rejected is not null && check(rejected), $"Rejected by {rejected ?? "nothing"}.");
        Assert.Null(ReferenceVerifier.Verify(model.Public, model.Key, proof.Statement, proof.Body, ignored: check));
    }
}
