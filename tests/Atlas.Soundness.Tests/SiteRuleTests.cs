using System.Numerics;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>docs/protocol.md §4, the site rule: a link once per site, at a random point, whether or not anybody reads the site.</summary>
public class SiteRuleTests
{
    // ⚠ §4 rule 2: never a point with a constant coordinate; a sum over elements does not prove the rounding of each.
    [Theory]
    [InlineData("direct")]
    [InlineData("affine")]
    [InlineData("contraction")]
    public void SumOnlyConsumer_QuotientsMovedBetweenElements_IsRejected(string via)
    {
        TinyModel model = TinyModels.SumOnly(via);
        Assert.Null(Verdict.Of(model, model.Honest));
        SiteTable site = model.Site("t");
        BigInteger step = BigInteger.One << site.Layout.Shift;
        Verdict.AssertRejected(model, () => OneHotLies.In(site, table =>
        {
            BigInteger Remainder(int column) => site.Read(table, site.Element(1, column)) % step;
            (int i, int j) = Pairs(6).First(p => Remainder(p.I) > 0 && Remainder(p.I) + Remainder(p.J) >= step);
            BigInteger delta = step - Remainder(i);   // i crosses to the next quotient, j keeps its own: the accumulators' sum stays
            Shift(site, table, i, delta);
            Shift(site, table, j, -delta);
        }));
    }

    // ⚠ §4 rule 2, for a table: +800 on one element, -800 on another.
    [Fact]
    public void SumOnlyConsumerOfATable_AccumulatorsMoved_IsRejected()
    {
        TinyModel model = TinyModels.SumOnly("table");
        SiteTable site = model.Site("t");
        Verdict.AssertRejected(model, () => OneHotLies.In(site, table =>
        {
            Shift(site, table, 0, 800);
            Shift(site, table, 1, -800);
        }));
    }

    // ⚠ §4 rule 2, §5: constraints that nobody reads: m - x ≥ 0, both slacks of a quotient and of an inverse root, each violated alone.
    [Theory]
    [InlineData("maximum")]
    [InlineData("quotients")]
    public void UnreadConstraint_OneDigitOff_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        foreach (SiteTable site in model.Plan.Nodes.OfType<Compiler.Plan.DigitSiteNode>().Where(static n => n.IsConstraint).Select(n => model.Reference.Sites[n.Site]))
        {
            foreach (int element in site.Shape.Cells().Select(site.Shape.Flat))
            {
                Verdict.AssertRejected(model, () => OneHotLies.In(site, table => site.Rewrite(table, element, site.Read(table, element) ^ 1)), $"{site.Label}[{element}]");
            }
        }
    }

    // ⚠ §5: without its constraint a smaller maximum would pass; with it, it does not.
    [Fact]
    public void Maximum_SmallerButAttained_IsRejected()
    {
        TinyModel model = TinyModels.Get("maximum");
        Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("m.index"), 0, static _ => 0));
    }

    // ⚠ §4: a site that proves "≥ 0" does not round: 19 instead of 20 lies within half a unit of 2^-2.
    [Fact]
    public void Maximum_HalfAUnitTooLow_IsRejected()
    {
        TinyModel model = TinyModels.Get("softmax");
        Assert.Equal(0, model.Site("exp").Layout.Beta);
        Verdict.AssertRejected(model, () => Lies.InAdvice(model.Tensor("max.index"), 0, static _ => 3));
    }

    // §4 rule 2: the reference refuses to link at a point with a constant or repeated coordinate.
    [Fact]
    public void Point_WithAConstantOrARepetition_IsNoPlaceForALink()
    {
        Coordinate first = new(Fr.One, 0), second = new(Fr.One, 1);
        Assert.True(((Coordinate[])[first, second]).IsDistinctChallenges());
        Assert.False(((Coordinate[])[first, Fr.Half]).IsDistinctChallenges());
        Assert.False(((Coordinate[])[first, first]).IsDistinctChallenges());
    }

    private static IEnumerable<(int I, int J)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, count).Where(j => j != i).Select(j => (i, j)));

    private static void Shift(SiteTable site, Fr[] table, int column, BigInteger delta)
    {
        int element = site.Element(1, column);
        site.Rewrite(table, element, site.Read(table, element) + delta);
    }
}
