using System.Numerics;
using Atlas.Reference.Channels;
using Atlas.Runtime.Curves;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>⚠ docs/protocol.md §8 (soundness row 32): equal, opposite and identity points in the verifier's multi-scalar multiplication give the right verdict.</summary>
public class GroupArithmeticTests
{
    // An input of zeros has one digit everywhere: rows that cover whole elements are equal.
    [Fact]
    public void Proof_WithEqualRows_IsAccepted()
    {
        TinyModel model = TinyModels.Get("mlp");
        var zeros = new TinyModel(model.Plan, [.. model.Inputs.Select(static values => new BigInteger[values.Length])], model.Constants);
        G1Affine[] rows = [.. zeros.Honest.Messages.Where(static m => m.Label.StartsWith("one-hot", StringComparison.Ordinal)).SelectMany(static m => m.Points)];
        Assert.True(rows.Distinct().Count() < rows.Length);
        Assert.Null(Verdict.Of(zeros, zeros.Honest));
    }

    // A key whose weights are zero has identity rows.
    [Fact]
    public void Proof_WithIdentityRowsInTheKey_IsAccepted()
    {
        TinyModel model = TinyModels.Get("mlp");
        var zeros = new TinyModel(model.Plan, model.Inputs, constant => new long[model.Constants(constant).Length]);
        Assert.Contains(zeros.Key.Polynomials, static rows => rows.All(static row => row.IsInfinity));
        Assert.Null(Verdict.Of(zeros, zeros.Honest));
    }

    public static TheoryData<string> Patterns => ["equal", "opposite", "generator", "opposite of the key's"];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Rows_EqualOrOpposite_AreRejected(string pattern)
    {
        TinyModel model = TinyModels.Get("mlp");
        Verdict.AssertRejected(model, () => new Tamper
        {
            Points = (label, points) => label.StartsWith("one-hot", StringComparison.Ordinal)
                ? [.. points.Select((_, i) => pattern switch
                {
                    "equal" => points[0],
                    "opposite" => i % 2 == 0 ? points[0] : -points[0],
                    "generator" => i % 2 == 0 ? G1Affine.Generator : -G1Affine.Generator,
                    _ => -model.Key.Polynomials[0][i % model.Key.Polynomials[0].Length],
                })]
                : points,
        }, pattern);
    }
}
