using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>A trained model: one lie in each kind of relation and in each kind of site.</summary>
public class MicroGptForgeryTests
{
    [Fact]
    public void Tensor_OfEachKindOfRelation_OneCellOff_IsRejected()
    {
        TinyModel model = SampleModels.MicroGpt;
        HashSet<int> read = [.. model.Plan.Nodes.SelectMany(static n => n is RowMaxNode max ? [max.Source] : n.Operands), .. model.Plan.Outputs.Select(static o => o.Tensor)];
        foreach (PlanNode node in model.Plan.Nodes.Where(node => read.Contains(node.Output)).GroupBy(static node => node.GetType()).Select(static kind => kind.Last()))
        {
            Shape shape = model.Reference.Shapes[node.Output];
            int cell = shape.Flat(shape.Cells().Last());
            Verdict.AssertRejected(model, () => Lies.InTensor(node.Output, cell, 1), $"{node.GetType().Name} t{node.Output}");
        }
    }

    [Fact]
    public void Digit_OfEachKindOfSite_Moved_IsRejected()
    {
        TinyModel model = SampleModels.MicroGpt;
        var sites = model.Plan.Nodes.Select(static node => (Kind: node.GetType(), Site: node switch
        {
            DigitSiteNode site => site.Site,
            GateNode gate => gate.Site,
            TableNode table => table.Site,
            _ => -1,
        })).Where(static s => s.Site >= 0).GroupBy(static s => s.Kind);
        foreach (SiteTable site in sites.Select(kind => model.Reference.Sites[kind.Last().Site]))
        {
            Action<Fr[]> move = OneHotLies.OfDigit(site, 0, site.Shape.Flat(site.Shape.Cells().Last()))["moved"];
            Verdict.AssertRejected(model, () => OneHotLies.In(site, move), site.Label);
        }
    }
}
