using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>Soundness rows 22, 23 on random plans: intervals hold, generated prover and reference agree to the byte, and random lies are rejected.</summary>
public class RandomGraphTests
{
    private const int Lies = 3;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Exhaustive.IsOn ? 500 : 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RandomPlan_ProvenByBothProvers_GivesTheSameBytesAndNoLieIsAccepted(int seed)
    {
        TinyModel model = RandomGraph.Create(seed);
        foreach (PlanTensor tensor in model.Plan.Tensors)
        {
            IEnumerable<int> cells = model.Reference.Shapes[tensor.Id].Cells().Select(model.Reference.Shapes[tensor.Id].Flat);
            Assert.All(cells, cell => Assert.InRange(model.Honest.Witness[tensor.Id][cell], tensor.Range.Low, tensor.Range.High));
        }

        Assert.Null(Verdict.Of(model, model.Honest));
        byte[] expected = model.Product.Assemble(model.Honest.Statement, model.Honest.Body);
        Assert.Equal(expected, model.Product.Prove(ProductVerifier.Integers(model.Inputs), [], threads: 1 + (seed % 2)));

        var random = new Random(seed);
        for (int i = 0; i < Lies; i++)
        {
            (Tamper lie, string note) = Lie(model, random);
            Verdict.AssertRejectedOnce(model, lie with { Repair = random.Next(2) == 0 }, $"seed {seed}: {note}");
        }
    }

    private static (Tamper Lie, string Note) Lie(TinyModel model, Random random)
    {
        if (model.Plan.Sites.Length > 0 && random.Next(2) == 0)
        {
            SiteTable site = model.Reference.Sites[random.Next(model.Plan.Sites.Length)];
            int[] elements = [.. site.Shape.Cells().Select(site.Shape.Flat)];
            int c = random.Next(site.Layout.Count), element = elements[random.Next(elements.Length)];
            KeyValuePair<string, Action<Fr[]>>[] kinds = [.. OneHotLies.OfDigit(site, c, element)];
            (string kind, Action<Fr[]> edit) = kinds[random.Next(kinds.Length)];

            // another tied column is another true witness
            bool isIndex = model.Plan.Nodes.OfType<DigitSiteNode>().Any(n => n.Site == site.Id && n.Advice is { Kind: AdviceKind.ArgMax });
            return isIndex && kind == "moved" ? (Malicious.Lies.InScalar(0), "first scalar") : (OneHotLies.In(site, edit), $"{site.Label}[{c}] element {element} {kind}");
        }

        if (random.Next(2) == 0)
        {
            int scalar = random.Next(model.Honest.Messages.Sum(static m => m.Scalars.Length));
            return (Malicious.Lies.InScalar(scalar), $"scalar {scalar}");
        }

        HashSet<int> read = [.. model.Plan.Nodes.SelectMany(static n => n is RowMaxNode max ? [max.Source] : n.Operands), .. model.Plan.Outputs.Select(static o => o.Tensor)];
        int[] tensors = [.. model.Plan.Nodes.Select(static n => n.Output).Where(read.Contains)];
        int tensor = tensors[random.Next(tensors.Length)];
        Shape shape = model.Reference.Shapes[tensor];
        int[][] cells = [.. shape.Cells()];
        int cell = shape.Flat(cells[random.Next(cells.Length)]);
        return (Malicious.Lies.InTensor(tensor, cell, (BigInteger)(random.Next(2) == 0 ? 1 : -1)), $"t{tensor} cell {cell}");
    }
}
