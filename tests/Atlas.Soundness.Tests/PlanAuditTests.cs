using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>
/// Plans as the compiler makes them, tiny and trained ones: every ⚠ of docs/protocol.md that is a duty of the compiler's, looked up in the finished plan and not in the code that builds it.
/// </summary>
public class PlanAuditTests
{
    public static TheoryData<string> Plans => [.. TinyModels.All.Keys, "microgpt", "minigpt", "nanogpt"];

    // ⚠ §4: a site links its accumulator on the accumulator's own support, and the two can't wrap around p/2.
    [Theory]
    [MemberData(nameof(Plans))]
    public void Site_AndItsAccumulator_HaveOneSupportAndCannotWrap(string name)
    {
        ProofPlan plan = Plan(name);
        foreach ((int site, int accumulator) in Links(plan))
        {
            PlanTensor tensor = plan.Tensors[accumulator];
            DigitLayout layout = plan.Sites[site].Layout;
            Assert.Equal(plan.Sites[site].Shape, tensor.Shape);
            Assert.True(tensor.Range.Low + layout.Beta >= 0 && tensor.Range.High + layout.Beta < layout.Capacity, $"s{site}: {tensor.Range}");
            Assert.True(tensor.Capacity.Magnitude + layout.Beta + layout.Capacity < Fr.Modulus / 2, $"s{site} could wrap");
            Assert.True(tensor.Capacity.Contains(tensor.Range) || tensor.Capacity.Magnitude >= tensor.Range.Magnitude);
        }

        Assert.Equal(Links(plan).Count(), Links(plan).Select(static link => link.Site).Distinct().Count());
    }

    // ⚠ §6.2: a mask wherever the operands are not zero outside of a causal shape; §6.3: a causal product has a causal operand with the output's letters.
    [Theory]
    [MemberData(nameof(Plans))]
    public void CausalTensor_IsZeroOutsideItsShapeByItsRelation(string name)
    {
        ProofPlan plan = Plan(name);
        foreach (PlanNode node in plan.Nodes.Where(node => plan.Tensors[node.Output].Shape.Causal))
        {
            TensorShape shape = plan.Tensors[node.Output].Shape;
            bool holds = node switch
            {
                AffineNode affine => affine.Masked || affine.Terms.All(term => plan.Tensors[term.Tensor].Shape == shape),
                ContractionNode contraction => Operands(contraction).Any(operand => operand.Letters == Output(contraction) && plan.Tensors[operand.Tensor].Shape == shape),
                DigitSiteNode site => plan.Sites[site.Site].Shape == shape,
                GateNode gate => plan.Sites[gate.Site].Shape == shape,
                TableNode table => plan.Sites[table.Site].Shape == shape,
                _ => false,
            };
            Assert.True(holds, $"t{node.Output} {plan.Tensors[node.Output].Name}");
        }
    }

    // ⚠ §6.1: a layout shows nothing outside of its output's shape.
    [Theory]
    [MemberData(nameof(Plans))]
    public void Layout_OutsideItsShape_ReadsZeros(string name)
    {
        ProofPlan plan = Plan(name);
        foreach (LayoutNode node in plan.Nodes.OfType<LayoutNode>())
        {
            Shape output = new(plan.Tensors[node.Output].Shape), source = new(plan.Tensors[node.Source].Shape);
            Fr[] inside = output.ValidTable(), there = source.ValidTable();
            for (int x = 0; x < output.Size; x++)
            {
                int y = node.Coordinates.Aggregate(0, (index, c) => (index << 1) | (c == LayoutNode.ConstantZero ? 0 : c == LayoutNode.ConstantOne ? 1 : (x >> (output.Variables - 1 - c)) & 1));
                Assert.True(inside[x].IsOne || there[y].IsZero, $"t{node.Output} cell {x}");
            }
        }
    }

    // ⚠ §6.8, §4: every maximum is bounded by a site of m - x on its region that does not round; its index has exactly the columns' bits.
    [Theory]
    [MemberData(nameof(Plans))]
    public void RowMaximum_HasALinkedUpperBoundThatDoesNotRound(string name)
    {
        ProofPlan plan = Plan(name);
        foreach (RowMaxNode max in plan.Nodes.OfType<RowMaxNode>())
        {
            bool IsGap(AffineNode affine) => plan.Tensors[affine.Output].Shape == max.Region && affine.Constant.IsZero && affine.Terms.Length == 2
                && affine.Terms.Any(t => t.Coefficient == 1 && t.Tensor == max.Output && t.Axes.SequenceEqual(Enumerable.Range(0, max.Region.Rank - 1)))
                && affine.Terms.Any(t => t.Coefficient == -1 && t.Tensor == max.Source && t.Axes.SequenceEqual(Enumerable.Range(0, max.Region.Rank)));
            int gap = plan.Nodes.OfType<AffineNode>().Single(IsGap).Output;
            AssertProvenNotNegative(plan, gap);
            Assert.Equal(max.Region.AxisBits(max.Region.Rank - 1), plan.Sites[max.IndexSite].Layout.TotalBits);
        }
    }

    // ⚠ §6.9: both slacks of every quotient and inverse root are there, are linked, and can't wrap; the divisor's positivity is a theorem.
    [Theory]
    [MemberData(nameof(Plans))]
    public void Advice_OfQuotientsAndRoots_HasBothSlacks(string name)
    {
        ProofPlan plan = Plan(name);
        foreach (DigitSiteNode node in plan.Nodes.OfType<DigitSiteNode>().Where(static n => n.Advice is { Kind: not AdviceKind.ArgMax }))
        {
            int y = node.Output, divisor = node.Advice!.Reads[^1];
            Assert.True(plan.Tensors[divisor].Range.Low >= 1);
            Assert.Equal(new Interval(0, plan.Sites[node.Site].Layout.Capacity - 1), plan.Tensors[y].Capacity);
            int product = Product(plan, y, divisor);
            int[] slacks = node.Advice.Kind == AdviceKind.Quotient
                ? QuotientSlacks(plan, node.Advice.Reads[0], divisor, product)
                : RootSlacks(plan, node.Advice.Constant, divisor, product, Product(plan, y, product));
            BigInteger[] sizes = [.. slacks.Select(s => AssertProvenNotNegative(plan, s))];
            BigInteger Size(int tensor) => BigInteger.One << plan.Tensors[tensor].Capacity.Bits;
            BigInteger total = node.Advice.Kind == AdviceKind.Quotient
                ? (Size(y) * Size(divisor)) + Size(node.Advice.Reads[0]) + sizes[0]
                : (Size(y) * Size(y) * Size(divisor)) + (4 * Size(y) * Size(divisor)) + node.Advice.Constant + sizes[0] + sizes[1];
            Assert.True(total < Fr.Modulus / 2, $"t{y} could wrap");
        }
    }

    // ⚠ §6.7: a table's index has the table's variables, and every digit above it is a factor of the window.
    [Theory]
    [MemberData(nameof(Plans))]
    public void Table_WindowAndIndex_CoverAllDigitsAboveTheShift(string name)
    {
        ProofPlan plan = Plan(name);
        foreach (TableNode table in plan.Nodes.OfType<TableNode>())
        {
            DigitLayout layout = plan.Sites[table.Site].Layout;
            int top = layout.Shift + plan.Tensors[table.Table].Shape.Variables;
            Assert.Equal(layout.Segments[1], plan.Tensors[table.Table].Shape.Variables);
            Assert.Equal(layout.Between(top, layout.TotalBits), table.Window.Select(static w => w.Digit));
            Assert.All(table.Window, static w => Assert.Equal(1, w.Values.Sum()));
            Assert.True(plan.Constants.Single(c => c.Tensor == table.Table).IsTable);
            Assert.Equal(Enumerable.Range(0, table.Tails.Functionals.Length), table.Tails.Terms.SelectMany(static t => t.Factors).Distinct().Order());
        }
    }

    // §9: what the compiler adds up is below 2^-100.
    [Theory]
    [MemberData(nameof(Plans))]
    public void SoundnessError_IsBelowTheLimit(string name)
    {
        double bits = Plan(name).Cost.SoundnessBits;
        Assert.InRange(bits, -128, -100);
    }

    private static ProofPlan Plan(string name) => TinyModels.All.ContainsKey(name) ? TinyModels.Get(name).Plan : SampleModels.Plan(name);

    /// <summary>Sites with an accumulator.</summary>
    private static IEnumerable<(int Site, int Accumulator)> Links(ProofPlan plan) => plan.Nodes.SelectMany(static node => node switch
    {
        DigitSiteNode { Accumulator: { } accumulator } site => [(site.Site, accumulator)],
        GateNode gate => [(gate.Site, gate.Accumulator)],
        TableNode table => [(table.Site, table.Accumulator)],
        _ => Array.Empty<(int, int)>(),
    });

    /// <summary>A site whose link says 0 ≤ tensor: β = 0. Returns the bound that its digits give.</summary>
    private static BigInteger AssertProvenNotNegative(ProofPlan plan, int tensor)
    {
        DigitLayout[] layouts = [.. Links(plan).Where(link => link.Accumulator == tensor).Select(link => plan.Sites[link.Site].Layout).Where(static layout => layout.Beta.IsZero)];
        Assert.NotEmpty(layouts);
        return layouts.Min(static layout => layout.Capacity);
    }

    private static int Product(ProofPlan plan, int a, int b) => plan.Nodes.OfType<ContractionNode>().Single(c =>
        c.Left == a && c.Right == b && Operands(c).All(operand => operand.Letters == Output(c))).Output;

    /// <summary>s1 = a - y·b, s2 = b - 1 - s1.</summary>
    private static int[] QuotientSlacks(ProofPlan plan, int dividend, int divisor, int product)
    {
        int first = Sum(plan, 0, (1, dividend), (-1, product));
        return [first, Sum(plan, -1, (1, divisor), (-1, first))];
    }

    /// <summary>With t = y·q: s1 = C - y·t, s2 = y·t + 2t + q - 1 - C.</summary>
    private static int[] RootSlacks(ProofPlan plan, BigInteger constant, int operand, int t, int square) =>
        [Sum(plan, constant, (-1, square)), Sum(plan, -1 - constant, (1, square), (2, t), (1, operand))];

    private static int Sum(ProofPlan plan, BigInteger constant, params (int Coefficient, int Tensor)[] terms) => plan.Nodes.OfType<AffineNode>().Single(affine =>
        affine.Constant == constant && affine.Terms.Length == terms.Length
        && terms.All(t => affine.Terms.Any(a => a.Coefficient == t.Coefficient && a.Tensor == t.Tensor && a.Axes.Length == plan.Tensors[affine.Output].Shape.Rank))).Output;

    private static IEnumerable<(int Tensor, string Letters)> Operands(ContractionNode node)
    {
        string[] letters = node.Pattern[..node.Pattern.IndexOf('-', StringComparison.Ordinal)].Split(',');
        return [(node.Left, letters[0]), (node.Right, letters[1])];
    }

    private static string Output(ContractionNode node) => node.Pattern[(node.Pattern.IndexOf('>', StringComparison.Ordinal) + 1)..];
}
