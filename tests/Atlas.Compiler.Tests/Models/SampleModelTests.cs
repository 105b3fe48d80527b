using System.Diagnostics;
using Atlas.Compiler.Plan;
using Atlas.Testing;

namespace Atlas.Compiler.Tests.Models;

public class SampleModelTests
{
    [Theory]
    [InlineData("nanogpt", 2)]
    [InlineData("minigpt", 4)]
    [InlineData("microgpt", 8)]
    [InlineData("digits-mlp", 64)]
    public void Explore(string name, int samples)
    {
        var model = new SampleModel(name);
        byte[] bytes = model.ReadOnnx();
        var watch = Stopwatch.StartNew();
        ProofPlan plan = ModelCompiler.Compile(bytes, null, name, new PlanOptions());
        Console.WriteLine($"== {name}: {watch.ElapsedMilliseconds} ms, digest {plan.Digest}");
        foreach (SiteCost site in plan.Cost.Sites)
        {
            DigitLayout layout = plan.Sites[site.Site].Layout;
            Console.WriteLine($"  s{site.Site} {site.Name} {plan.Sites[site.Site].Shape} {site.Elements} x {site.Digits} [{string.Join(",", layout.Segments)}] rows {site.Rows}");
        }

        CostReport c = plan.Cost;
        Console.WriteLine($"elements {c.Sites.Sum(s => s.Elements)} ones {c.Ones} rounds {c.Rounds} commitments {c.Commitments} proof {c.ProofBytes} key {c.VerifyingKeyBytes} links {c.Links} w {plan.Commitments.LogWidth} soundness {c.SoundnessBits:F1} nodes {plan.Nodes.Length} levels {plan.Levels.Length}");
        foreach (PlanTensor t in plan.Tensors.Where(t => t.Range.Bits > 40))
        {
            Console.WriteLine($"  wide t{t.Id} {t.Name} {t.Shape} {t.Range.Bits}");
        }

        watch.Restart();
        Console.WriteLine($"{name} {Accuracy.Measure(model, plan, samples)} {watch.ElapsedMilliseconds} ms");
    }
}
