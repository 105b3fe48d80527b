using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Malicious;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>Lies in the committed digits (soundness rows 16, 17, 28): P_s is one-hot on valid elements, zero elsewhere, and linked to its accumulator.</summary>
public class DigitForgeryTests
{
    public static TheoryData<string> Models => [.. TinyModels.All.Keys.Where(static name => TinyModels.Get(name).Plan.Sites.Length > 0)];

    // ⚠ §7 (row 16): moved, two ones, none, 1 + 1 - 1, forbidden values, padding, beyond the digits; every digit of every site, one kind and element of each by lot.
    [Theory]
    [MemberData(nameof(Models))]
    public void Digit_OfEverySite_SpoiltInAnyWay_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        var random = new Random(5);
        foreach (SiteTable site in model.Reference.Sites)
        {
            int[] elements = [.. site.Shape.Cells().Select(site.Shape.Flat)];
            for (int c = 0; c < site.Layout.Count; c++)
            {
                int element = elements[random.Next(elements.Length)];
                KeyValuePair<string, Action<Fr[]>>[] lies = [.. OneHotLies.OfDigit(site, c, element)];
                foreach ((string kind, Action<Fr[]> edit) in random.GetItems(lies, 2))
                {
                    Tamper lie = OneHotLies.In(site, edit) with { Repair = random.Next(2) == 0 };
                    Verdict.AssertRejectedOnce(model, lie, $"{site.Label}[{c}] element {element} {kind}");
                }
            }
        }
    }

    // ⚠ §7: forbidden places are excluded by the final check alone: an extra one there, and one at c ≥ D, for each digit.
    [Theory]
    [InlineData("mlp")]
    [InlineData("tails")]
    public void ExtraOne_AtAForbiddenPlace_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get(name);
        foreach (SiteTable site in model.Reference.Sites)
        {
            for (int c = 0; c < site.Layout.Count; c++)
            {
                foreach ((string kind, Action<Fr[]> edit) in OneHotLies.OfDigit(site, c, site.Shape.Flat(site.Shape.Cells().Last())))
                {
                    if (kind is "a second one at a forbidden value" or "a one beyond the digits" or "moved to a forbidden value")
                    {
                        Verdict.AssertRejected(model, () => OneHotLies.In(site, edit), $"{site.Label}[{c}] {kind}");
                    }
                }
            }
        }
    }

    // ⚠ §1 zero-padding law: every padded element, all of its digits at once.
    [Fact]
    public void PaddedElement_WithDigits_IsRejected()
    {
        TinyModel model = TinyModels.Get("embedding");
        SiteTable site = model.Site("q");
        Fr[] valid = site.Shape.ValidTable();
        foreach (int element in Enumerable.Range(0, valid.Length).Where(e => valid[e].IsZero && e % 5 == 0))
        {
            Verdict.AssertRejected(model, () => OneHotLies.In(site, table => PutZero(site, table, element)), $"element {element}");
        }
    }

    // ⚠ §1 causal shapes: a masked element (column > row).
    [Theory]
    [InlineData("exp")]
    [InlineData("probabilities")]
    public void MaskedElement_WithDigits_IsRejected(string name)
    {
        TinyModel model = TinyModels.Get("attention");
        SiteTable site = model.Site(name);
        Verdict.AssertRejected(model, () => OneHotLies.In(site, table => PutZero(site, table, site.Element(2, 4))));
    }

    // Row 17: the value moves by ±2^S, the remainder stays.
    [Theory]
    [InlineData("mlp", "y", 0, 0)]
    [InlineData("mlp", "a", 1, 4)]
    [InlineData("layer-norm", "normalised", 2, 4)]
    [InlineData("attention", "probabilities", 5, 3)]
    [InlineData("gelu-residual", "t", 1, 1)]
    [InlineData("gelu-residual", "g", 1, 1)]
    public void Quotient_OffByOne_IsRejected(string name, string siteName, int row, int column)
    {
        TinyModel model = TinyModels.Get(name);
        SiteTable site = model.Site(siteName);
        int element = site.Element(row, column);
        foreach (int sign in (int[])[1, -1])
        {
            BigInteger step = sign * (BigInteger.One << site.Layout.Shift);
            Verdict.AssertRejected(model, () => OneHotLies.In(site, table => site.Rewrite(table, element, site.Read(table, element) + step)));
        }
    }

    // ⚠ Row 17: quotient + 1 and remainder - 2^S in field digits satisfy every digit claim and the count; only booleanity sees them.
    [Theory]
    [InlineData("mlp", "y")]
    [InlineData("layer-norm", "normalised")]
    public void Quotient_OffByOneWithNonBooleanRemainder_IsRejectedByBooleanity(string name, string siteName)
    {
        TinyModel model = TinyModels.Get(name);
        SiteTable site = model.Site(siteName);
        foreach (bool repair in (bool[])[false, true])
        {
            Tamper lie = OneHotLies.In(site, OneHotLies.QuotientPlusOneByFieldDigits(site, site.Element(1, 1))) with { Repair = repair };
            string rejected = Verdict.AssertRejectedOnce(model, lie);
            Assert.True(rejected.StartsWith("final", StringComparison.Ordinal) || rejected.StartsWith("open", StringComparison.Ordinal), rejected);
        }
    }

    // Row 17: the digits of acc + p.
    [Theory]
    [InlineData("mlp", "y")]
    [InlineData("attention", "probabilities")]
    public void Accumulator_PlusTheFieldsOrder_IsRejected(string name, string siteName)
    {
        TinyModel model = TinyModels.Get(name);
        SiteTable site = model.Site(siteName);
        int element = site.Element(1, 1);
        Verdict.AssertRejected(model, () => OneHotLies.In(site, table => site.Rewrite(table, element, site.Read(table, element) + Fr.Modulus)));
    }

    // ⚠ §6.7, row 28: every lie about the digits above a table's index, which choose between window and tails.
    [Fact]
    public void WindowDigits_SpoiltInAnyWay_AreRejected()
    {
        TinyModel model = TinyModels.Get("tails");
        SiteTable site = model.Site("y");
        Assert.Equal(2, model.Plan.Nodes.OfType<TableNode>().Single().Window.Length);
        for (int c = site.Layout.Count - 2; c < site.Layout.Count; c++)
        {
            foreach (int element in Enumerable.Range(0, 5))
            {
                foreach ((string kind, Action<Fr[]> edit) in OneHotLies.OfDigit(site, c, element))
                {
                    Verdict.AssertRejected(model, () => OneHotLies.In(site, edit), $"digit {c} element {element} {kind}");
                }
            }
        }
    }

    private static void PutZero(SiteTable site, Fr[] table, int element)
    {
        for (int c = 0; c < site.Layout.Count; c++)
        {
            table[site.Cell(c, element, 0)] = Fr.One;
        }
    }
}
