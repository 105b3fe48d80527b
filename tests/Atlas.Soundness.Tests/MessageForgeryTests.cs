using System.Numerics;
using Atlas.Reference.Channels;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>Every message changed, the rest consistent with the change (soundness rows 3, 5, 8, 12).</summary>
public class MessageForgeryTests
{
    public static TheoryData<string> Models => [.. TinyModels.All.Keys];

    // Row 3: round polynomials, operands, links, values, openings.
    [Theory]
    [MemberData(nameof(Models))]
    public void Scalar_OfAnyMessage_Changed_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        int scalars = model.Honest.Messages.Sum(static m => m.Scalars.Length), step = Math.Max(1, scalars / 24);
        for (int i = 0; i < scalars; i += step)
        {
            Verdict.AssertRejectedOnce(model, Lies.InScalar(i) with { Repair = i / step % 4 == 0 }, $"scalar {i}");
        }

        Verdict.AssertRejectedOnce(model, Lies.InScalar(scalars - 1), "last scalar");
    }

    // Rows 3, 12: one-hot commitments, folds and quotients, by another point of the curve and by the opposite one.
    [Theory]
    [InlineData("mlp")]
    [InlineData("attention")]
    public void Commitment_OfAnyMessage_Changed_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        foreach (string label in model.Honest.Messages.Where(static m => m.Points.Length > 0).Select(static m => m.Label))
        {
            Verdict.AssertRejected(model, () => Points(label, static p => (p + G1Affine.Generator).ToAffine()), label);
            Verdict.AssertRejected(model, () => Points(label, static p => -p), label);
        }
    }

    // ⚠ §8: the identity is no row of a site: a row that is sent has a valid cell.
    [Fact]
    public void Row_ThatIsTheIdentity_IsRejected()
    {
        TinyModel model = TinyModels.Get("mlp");
        Verdict.AssertRejected(model, () => Points("one-hot.s0", static _ => G1Affine.Infinity));
    }

    // Row 12, §8: a fold that is not the fold of the one above it.
    [Fact]
    public void Fold_Forged_IsRejected()
    {
        TinyModel model = TinyModels.Get("attention");
        for (int fold = 1; fold < model.Reference.LogWidth; fold++)
        {
            int at = fold;
            Verdict.AssertRejected(model, () => new Tamper
            {
                Folds = folds =>
                {
                    folds[at] = [folds[at][0] + Fr.One, .. folds[at][1..]];
                    return folds;
                },
            }, $"fold {fold}");
        }
    }

    // Row 2: other outputs in the statement than the witness's, each output by itself.
    [Theory]
    [MemberData(nameof(Models))]
    public void Output_ClaimedFalsely_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        for (int output = 0; output < model.Plan.Outputs.Length; output++)
        {
            BigInteger[][] claimed = [.. model.Honest.Statement.Outputs.Select(static values => (BigInteger[])[.. values])];
            claimed[output][^1] += 1;
            Verdict.AssertRejected(model, static () => Tamper.None with { Message = static (_, values) => values }, $"output {output}", claimed);
        }
    }

    private static Tamper Points(string label, Func<G1Affine, G1Affine> edit) =>
        new() { Points = (name, points) => name == label ? [edit(points[0]), .. points[1..]] : points };
}
