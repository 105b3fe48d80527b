using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>Honest proofs of the reference, and its agreement with what the compiler says about them.</summary>
public class CompletenessTests
{
    public static TheoryData<string> Models => [.. TinyModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void HonestProof_OfEveryRelation_IsAccepted(string name)
    {
        TinyModel model = TinyModels.Get(name);
        Assert.Null(Verdict.Of(model, model.Honest));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Messages_OfAProof_AreThoseOfTheDryWalk(string name)
    {
        TinyModel model = TinyModels.Get(name);
        var messages = model.Honest.Messages.Select(static m => new ProofMessage(
            m.Label, m.Points.Length > 0 ? MessageKind.Points : MessageKind.Scalars, m.Points.Length + m.Scalars.Length));
        static bool HasContent(ProofMessage m) => m.Count > 0;
        Assert.Equal(model.Plan.Cost.Messages.Where(HasContent), messages.Where(HasContent));
        Assert.Equal(model.Plan.Cost.ProofBytes, model.Honest.Body.Length);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Walk_OrderRowsAndLinks_AreTheCompilers(string name)
    {
        TinyModel model = TinyModels.Get(name);
        Assert.Equal(
            model.Plan.Levels.Select(level => string.Join(",", level.Select(i => model.Plan.Nodes[i].Output))),
            model.Reference.Levels.Select(static level => string.Join(",", level.Select(static node => node.Output))));
        Assert.Equal(
            model.Plan.Commitments.Sites.Select(static s => string.Join(",", s.Rows)),
            model.Reference.Sites.Select(s => string.Join(",", s.Rows(model.Reference.LogWidth))));

        int[] linked = [.. model.Plan.Nodes.Select(static node => node switch
        {
            DigitSiteNode { Accumulator: not null } site => site.Site,
            GateNode gate => gate.Site,
            TableNode table => table.Site,
            _ => -1,
        }).Where(static site => site >= 0).Order()];
        Assert.Equal(linked, model.Honest.Links.Order());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Tensors_OfAnHonestProver_LieInTheirIntervals(string name)
    {
        TinyModel model = TinyModels.Get(name);
        foreach (PlanTensor tensor in model.Plan.Tensors)
        {
            BigInteger[] values = model.Honest.Witness[tensor.Id];
            IEnumerable<int> cells = model.Reference.Shapes[tensor.Id].Cells().Select(model.Reference.Shapes[tensor.Id].Flat);
            Assert.All(cells, cell => Assert.InRange(values[cell], tensor.Range.Low, tensor.Range.High));
            Assert.Equal(values.Count(static v => !v.IsZero), cells.Count(cell => !values[cell].IsZero));
        }
    }

    [Fact]
    public void HonestProof_OfMicroGpt_IsAccepted()
    {
        TinyModel model = SampleModels.MicroGpt;
        Assert.Equal(model.Plan.Cost.ProofBytes, model.Honest.Body.Length);
        Assert.Null(Verdict.Of(model, model.Honest));
    }

    [Fact]
    public void Proof_OfTheSameInput_HasTheSameBytes()
    {
        TinyModel model = TinyModels.Get("gelu-residual");
        Assert.Equal(model.Honest.Body, model.Prove(Atlas.Reference.Channels.Tamper.None).Body);
    }

    [Fact]
    public void Outputs_OfTinyModels_AreThoseOfPlainCode()
    {
        Assert.Equal([-3000 / 2 * -1 + 5, 1507, 4, 8, 107], Output("tails"));
        Assert.Equal([9, 1, -1], Output("maximum"));
        Assert.Equal([1, 0], Output("arg-max"));
        Assert.Equal([0, 44, 19], Output("quotients"));
        Assert.Equal([-1, 2, 5, 8, 11, 14], Output("linear"));
        Assert.Equal([8], Output("one-element"));
    }

    private static BigInteger[] Output(string name)
    {
        TinyModel model = TinyModels.Get(name);
        return model.Honest.Statement.Outputs[0];
    }
}
