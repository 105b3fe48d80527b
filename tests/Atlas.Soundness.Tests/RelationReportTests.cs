using Atlas.Runtime.Proving;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>What the prover says about its own cost.</summary>
public class RelationReportTests
{
    [Theory]
    [InlineData("attention", "row max")]
    [InlineData("gelu-residual", "selection")]
    [InlineData("embedding", "gather")]
    public void Report_OfAProof_NamesEveryTensorAndLeavesTheBytes(string name, string kind)
    {
        TinyModel model = TinyModels.Get(name);
        ProofResult silent = Prove(model, report: false), reported = Prove(model, report: true);

        Assert.Equal(silent.Bytes, reported.Bytes);
        Assert.Empty(silent.Relations);
        Assert.Superset(
            model.Plan.Nodes.Select(static node => $"t{node.Output}").ToHashSet(),
            reported.Relations.Where(static r => r.Kind == "witness").Select(static r => r.Label).ToHashSet());
        Assert.Contains(reported.Relations, r => r.Kind == kind && r.Batch >= 0);
        Assert.Contains(reported.Relations, static r => r.Kind == "claim");
        Assert.All(reported.Relations, static r => Assert.True(r.Time >= TimeSpan.Zero));
    }

    private static ProofResult Prove(TinyModel model, bool report)
    {
        ProvingKey key = model.Product.ProvingKey;
        using var engine = new ProverEngine(key.Model, key, new ProverOptions { Threads = 2, Report = report });
        return engine.Prove(ProductVerifier.Integers(model.Inputs));
    }
}
