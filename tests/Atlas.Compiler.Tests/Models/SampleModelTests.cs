using System.Globalization;
using System.Text;
using Atlas.Compiler.Plan;
using Atlas.Testing;

namespace Atlas.Compiler.Tests.Models;

public class SampleModelTests
{
    // Evaluation samples: nanogpt has 64 positions in each, minigpt 32, microgpt 16.
    [Theory]
    [InlineData("nanogpt", 4)]
    [InlineData("minigpt", 8)]
    [InlineData("microgpt", 16)]
    [InlineData("digits-mlp", 128)]
    public void Accuracy_DefaultScales_ReachesItsTarget(string name, int samples)
    {
        var model = new SampleModel(name);
        Accuracy accuracy = Accuracy.Measure(model, Compile(model), samples);
        Assert.True(accuracy.MeanCosine >= 0.99999, accuracy.ToString());
        Assert.True(accuracy.LeastCosine >= 0.9999, accuracy.ToString());
        Assert.True(accuracy.TopOneAgreement >= 0.99, accuracy.ToString());
        Assert.True(accuracy.LargestError <= 0.05, accuracy.ToString());
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("minigpt")]
    [InlineData("microgpt")]
    [InlineData("digits-mlp")]
    public void Cost_EachModel_IsItsSnapshot(string name) => Snapshot.Check($"{name}.cost.txt", Describe(Compile(new SampleModel(name))));

    /// <summary>The list was compared with that of the executable model of the protocol.</summary>
    [Theory]
    [InlineData("minigpt")]
    [InlineData("microgpt")]
    [InlineData("digits-mlp")]
    public void Messages_EachModel_AreTheirSnapshot(string name)
    {
        IEnumerable<string> lines = Compile(new SampleModel(name)).Cost.Messages
            .Select(static m => FormattableString.Invariant($"{m.Label} {(m.Kind == MessageKind.Points ? "points" : "scalars")} {m.Count}"));
        Snapshot.Check($"{name}.messages.txt", string.Join("\n", lines) + "\n");
    }

    [Fact]
    public void Compile_Twice_GivesTheSamePlan()
    {
        var model = new SampleModel("microgpt");
        Assert.Equal(PlanEncoding.Encode(Compile(model)), PlanEncoding.Encode(Compile(model)));
    }

    [Theory]
    [InlineData("nanogpt")]
    [InlineData("minigpt")]
    [InlineData("microgpt")]
    public void Plan_EachTensor_FitsTheRuntimesIntegers(string name)
    {
        ProofPlan plan = Compile(new SampleModel(name));
        Assert.All(plan.Tensors, tensor => Assert.True(tensor.Range.Bits <= 62, $"{tensor.Name} needs {tensor.Range.Bits} bits"));
    }

    private static ProofPlan Compile(SampleModel model) => ModelCompiler.Compile(model.ReadOnnx(), null, model.Name, new PlanOptions());

    private static string Describe(ProofPlan plan)
    {
        CostReport cost = plan.Cost;
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"digest {plan.Digest}");
        Line($"elements {cost.Sites.Sum(static s => s.Elements)} ones {cost.Ones} rounds {cost.Rounds} commitments {cost.Commitments} links {cost.Links}");
        Line($"proof {cost.ProofBytes} key {cost.VerifyingKeyBytes} width {plan.Commitments.LogWidth} messages {cost.Messages.Length} soundness {cost.SoundnessBits:F1}");
        Line($"nodes {plan.Nodes.Length} levels {plan.Levels.Length} tensors {plan.Tensors.Length} widest {plan.Tensors.Max(static t => t.Range.Bits)}");
        foreach (ProofStage stage in Enum.GetValues<ProofStage>())
        {
            Line($"predicted {stage} {cost.StageNanoseconds(stage) / 1e6:F1} ms");
        }

        Line($"predicted prover {cost.ProverNanoseconds / 1e6:F1} ms verifier {cost.VerifierNanoseconds / 1e6:F1} ms");
        foreach (IGrouping<string, PredictedCost> kind in cost.Predicted.Where(static p => p.Stage == ProofStage.Walk).GroupBy(static p => p.Kind).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            Line($"predicted walk {kind.Key} {kind.Count()} x {kind.Average(static p => p.Nanoseconds) / 1e3:F0} us");
        }

        foreach (SiteCost site in cost.Sites)
        {
            PlanSite own = plan.Sites[site.Site];
            Line($"s{site.Site} {site.Name} {own.Shape} {site.Elements} x {site.Digits} [{string.Join(",", own.Layout.Segments)}] rows {site.Rows}");
        }

        return text.ToString();
    }
}
