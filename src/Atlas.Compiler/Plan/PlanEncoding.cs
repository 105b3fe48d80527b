using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atlas.Compiler.Plan;

/// <summary>
/// The canonical text of a plan, on which its digest and so every verifying key rests: one record a line, invariant culture, no version of the compiler in it. Comments of the
/// generated code (names, origins) and costs are left out; everything that a prover or verifier acts on is in.
/// </summary>
public static class PlanEncoding
{
    public const string Header = "atlas-plan 1";

    /// <summary>SHA-256 of <see cref="Encode"/> in lower-case hexadecimal.</summary>
    public static string Digest(ProofPlan plan) => Hash(Encoding.UTF8.GetBytes(Encode(plan)));

    public static string Encode(ProofPlan plan)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        text.Append(Header).Append('\n');
        Line($"model {plan.ModelName} {plan.ModelDigest} opset {plan.Opset}");
        Line($"scale {plan.Options.ScaleBits} weights {plan.Options.WeightBits} width {plan.Commitments.LogWidth}");
        foreach (PlanTensor t in plan.Tensors)
        {
            Line($"tensor {t.Id} {t.Shape} {t.Kind} scale {t.ScaleBits} range {t.Range} capacity {t.Capacity}");
        }

        foreach (PlanPort port in plan.Inputs)
        {
            Line($"input {port.Tensor} {port.ElementType} {port.Name}");
        }

        foreach (PlanPort port in plan.Outputs)
        {
            Line($"output {port.Tensor} {port.ElementType} {port.Name}");
        }

        foreach (PlanConstant constant in plan.Constants)
        {
            Line($"constant {constant.Tensor}{(constant.IsTable ? " table" : "")} {RecipeEncoding.Encode(constant.Recipe)}");
        }

        foreach (PlanSite site in plan.Sites)
        {
            Line($"site {site.Id} {site.Shape} segments {List(site.Layout.Segments)} beta {site.Layout.Beta}");
        }

        foreach (PlanNode node in plan.Nodes)
        {
            Line($"node {NodeEncoding.Encode(node)}");
        }

        foreach (ImmutableArray<int> level in plan.Levels)
        {
            Line($"level {List(level)}");
        }

        Commitments(plan.Commitments, Line);
        return text.ToString();
    }

    internal static string List<T>(IEnumerable<T> items)
        where T : IFormattable => $"[{string.Join(",", items.Select(static i => i.ToString(null, CultureInfo.InvariantCulture)))}]";

    internal static string Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(bytes).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static void Commitments(CommitmentLayout layout, Action<FormattableString> line)
    {
        foreach (SiteRows site in layout.Sites)
        {
            line($"rows {site.Site} {List(site.Rows)}");
        }

        foreach (ConstantPolynomial polynomial in layout.Polynomials)
        {
            line($"polynomial {polynomial.Kind} {polynomial.Variables}");
        }

        foreach (ConstantPlacement place in layout.Constants)
        {
            line($"place {place.Tensor} in {place.Polynomial} at {place.Prefix}/{place.PrefixBits}");
        }
    }
}

/// <summary>Recipes as text; a table carries the SHA-256 of its entries.</summary>
internal static class RecipeEncoding
{
    public static string Encode(ConstantRecipe recipe) => recipe switch
    {
        QuantisedRecipe r => FormattableString.Invariant($"quantise({Encode(r.Source)}, {r.Bits})"),
        ExactRecipe r => $"exact({Encode(r.Source)})",
        IntegersRecipe r => $"integers({PlanEncoding.List(r.Values)})",
        TableRecipe { Table: var t } => FormattableString.Invariant(
            $"table({t.Start}, {t.Count}, {t.InputBits}, {t.OutputBits}, {(t.Midpoints ? "midpoints" : "points")}, x => {t.Function}) {DigestOf(t.Evaluate())}"),
        _ => throw new InvalidOperationException($"no text for {recipe.GetType().Name}"),
    };

    private static string Encode(WeightExpression e) => e switch
    {
        LoadExpression l => FormattableString.Invariant($"load({l.ExternalFile ?? "-"}, {l.Offset}, {l.Type}, {PlanEncoding.List(l.Shape)})"),
        LiteralExpression l => $"literal([{string.Join(",", l.Values.Select(static v => v.ToString("R", CultureInfo.InvariantCulture)))}], {PlanEncoding.List(l.Shape)})",
        PermuteExpression p => $"permute({Encode(p.Source)}, {PlanEncoding.List(p.Axes)})",
        ReshapeExpression r => $"reshape({Encode(r.Source)}, {PlanEncoding.List(r.Shape)})",
        SliceExpression s => FormattableString.Invariant($"slice({Encode(s.Source)}, {s.Axis}, {s.Start}, {s.Length})"),
        ConcatExpression c => FormattableString.Invariant($"concat({c.Axis}, {string.Join(", ", c.Parts.Select(Encode))})"),
        ScaleExpression s => $"scale({Encode(s.Source)}, {s.Factor.ToString("R", CultureInfo.InvariantCulture)})",
        TimesExpression t => $"times({Encode(t.Left)}, {Encode(t.Right)})",
        PlusExpression p => $"plus({Encode(p.Left)}, {Encode(p.Right)})",
        SumExpression s => FormattableString.Invariant($"sum({Encode(s.Source)}, {s.Axis})"),
        _ => throw new InvalidOperationException($"no text for {e.GetType().Name}"),
    };

    private static string DigestOf(long[] values)
    {
        byte[] bytes = [.. values.SelectMany(static v => Enumerable.Range(0, 8).Select(i => (byte)(v >> (8 * i))))];
        return PlanEncoding.Hash(bytes);
    }
}

/// <summary>Nodes as text, without their origin.</summary>
internal static class NodeEncoding
{
    public static string Encode(PlanNode node) => FormattableString.Invariant($"{node.Output} = ") + node switch
    {
        LayoutNode n => FormattableString.Invariant($"layout {n.Source} {PlanEncoding.List(n.Coordinates)}"),
        SumAxisNode n => FormattableString.Invariant($"sum {n.Source}"),
        AffineNode n => FormattableString.Invariant($"{(n.Masked ? "mask" : "affine")} {n.Constant} {string.Join(" ", n.Terms.Select(Term))}"),
        ContractionNode n => FormattableString.Invariant($"contract {n.Left} {n.Right} {n.Pattern}"),
        DigitSiteNode n => FormattableString.Invariant($"digits s{n.Site} {n.Accumulator} {Text(n.Advice)} {Text(n.Functional)} offset {n.Offset} {(n.IsConstraint ? "constraint" : "value")}"),
        GateNode n => FormattableString.Invariant($"gate s{n.Site} {n.Accumulator} {Text(n.Sum)}"),
        TableNode n => FormattableString.Invariant($"table s{n.Site} {n.Accumulator} {n.Table} window {string.Join(" ", n.Window.Select(Text))} tails {Text(n.Tails)}"),
        RowMaxNode n => FormattableString.Invariant($"rowmax {n.Source} {n.Region} {n.Index} s{n.IndexSite}"),
        GatherNode n => FormattableString.Invariant($"gather {n.Indices} {n.Table}"),
        _ => throw new InvalidOperationException($"no text for {node.GetType().Name}"),
    };

    private static string Term(AffineTerm t) => FormattableString.Invariant($"{t.Coefficient}*{t.Tensor}{PlanEncoding.List(t.Axes)}");

    private static string Text(Advice? advice) => advice is null ? "linked"
        : FormattableString.Invariant($"{advice.Kind}({PlanEncoding.List(advice.Reads)}, {advice.Constant}, {advice.Region?.ToString() ?? "-"})");

    private static string Text(DigitFunctional f) => f switch
    {
        AccumulatorFunctional => "acc",
        OutputFunctional o => FormattableString.Invariant($"out({o.Slope}, {o.Constant})"),
        TestFunctional t => FormattableString.Invariant($"test({t.Digit}, {string.Concat(t.Values)})"),
        _ => throw new InvalidOperationException($"no text for {f.GetType().Name}"),
    };

    private static string Text(DigitSum sum) => string.Join(" + ", sum.Terms.Select(t =>
        FormattableString.Invariant($"{t.Coefficient}") + string.Concat(t.Factors.Select(f => "*" + Text(sum.Functionals[f])))));
}
