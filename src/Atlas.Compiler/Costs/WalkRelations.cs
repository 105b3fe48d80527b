using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>
/// What each relation asks of the channel, in the order in which prover and verifier do: a sum is yielded twice, first to be run, then after its operands' values have
/// been sent (docs/protocol.md §6).
/// </summary>
internal sealed class WalkRelations(WalkChannel channel, IReadOnlyList<PlanTensor> tensors, IReadOnlyList<PlanSite> sites, SumCosts costs)
{
    public IEnumerable<WalkSum> Reduce(PlanNode node, List<WalkPoint> claims) => node switch
    {
        LayoutNode layout => Layout(layout, claims),
        SumAxisNode sum => SumAxis(sum, claims),
        AffineNode { Masked: true } mask => Mask(mask, claims),
        AffineNode affine => Merged(affine, claims, Affine),
        ContractionNode contraction => Contraction(contraction, claims),
        DigitSiteNode site => DigitSite(site, claims),
        GateNode gate => Gate(gate, claims),
        TableNode table => Table(table, claims),
        RowMaxNode maximum => RowMax(maximum, claims),
        GatherNode gather => Merged(gather, claims, Gather),
        _ => throw new PlanException($"no relation for {node.GetType().Name}"),
    };

    private static string Label(PlanNode node) => $"t{node.Output}";

    private int Variables(int tensor) => tensors[tensor].Shape.Variables;

    /// <summary>Cells of the padded table.</summary>
    private double Cells(int tensor) => Cells(tensors[tensor].Shape);

    private static double Cells(TensorShape shape) => WeightScale.PowerOfTwo(shape.Variables);

    /// <summary>Values of tensors at a point: one pass over each.</summary>
    private void PredictClaim(string label, IEnumerable<int> operands) => channel.Predict(label, "claim", operands.Sum(t => costs.Claim(tensors[t].Shape.Elements)));

    private static int[] Same(int degree, int count) => [.. Enumerable.Repeat(degree, count)];

    /// <summary>Claims that a combination of eq's takes at once.</summary>
    private void Combine(PlanNode node, List<WalkPoint> claims)
    {
        if (claims.Count == 0)
        {
            throw new PlanException($"no claim reaches {tensors[node.Output].Name}");
        }

        channel.Spend("combined claims", claims.Count - 1);
    }

    private IEnumerable<WalkSum> Merged<T>(T node, List<WalkPoint> claims, Func<T, WalkPoint, IEnumerable<WalkSum>> reduce)
        where T : PlanNode
    {
        Combine(node, claims);
        WalkPoint claim = claims[0];
        if (claims.Count > 1)
        {
            var merge = new WalkSum($"{Label(node)}.merge", Same(2, Variables(node.Output)));
            channel.Predict(merge.Label, "merge", costs.Merge(claims.Count, tensors[node.Output].Shape.Elements, merge.Degrees.Length));
            yield return merge;
            channel.Scalars($"{Label(node)}.merge.value", 1);
            yield return merge;
            claim = WalkPoint.OfChallenges(Variables(node.Output));
        }

        foreach (WalkSum sum in reduce(node, claim))
        {
            yield return sum;
        }
    }

    private IEnumerable<WalkSum> Layout(LayoutNode node, List<WalkPoint> claims)
    {
        foreach (WalkPoint claim in claims)
        {
            channel.Claim(node.Source, new([.. node.Coordinates.Select(c => c >= 0 && claim.Challenge[c])]));
        }

        yield break;
    }

    private IEnumerable<WalkSum> SumAxis(SumAxisNode node, List<WalkPoint> claims)
    {
        TensorShape shape = tensors[node.Source].Shape;
        foreach (WalkPoint claim in claims)
        {
            channel.Claim(node.Source, claim.Concat(WalkPoint.OfConstants(shape.AxisBits(shape.Rank - 1))));
        }

        yield break;
    }

    private IEnumerable<WalkSum> Affine(AffineNode node, WalkPoint claim)
    {
        AffineOperands(node, claim);
        yield break;
    }

    private IEnumerable<WalkSum> Mask(AffineNode node, List<WalkPoint> claims)
    {
        Combine(node, claims);
        var sum = new WalkSum(Label(node), Same(3, Variables(node.Output)));
        channel.Predict(sum.Label, "mask", costs.Mask(claims.Count, node.Terms.Length, Cells(node.Output), sum.Degrees.Length));
        yield return sum;
        channel.Scalars($"{Label(node)}.operands", node.Terms.Length);
        yield return sum;
        ClaimTerms(node, WalkPoint.OfChallenges(sum.Degrees.Length));
    }

    private void AffineOperands(AffineNode node, WalkPoint point)
    {
        channel.Scalars($"{Label(node)}.operands", node.Terms.Length);
        PredictClaim($"{Label(node)}.operands", node.Operands);
        ClaimTerms(node, point);
    }

    private void ClaimTerms(AffineNode node, WalkPoint point)
    {
        WalkPoint[] axes = Split(tensors[node.Output].Shape, point);
        foreach (AffineTerm term in node.Terms)
        {
            channel.Claim(term.Tensor, Join(term.Axes.Select(axis => axes[axis])));
        }
    }

    private static WalkPoint[] Split(TensorShape shape, WalkPoint point)
    {
        var parts = new WalkPoint[shape.Rank];
        for (int axis = 0, at = 0; axis < shape.Rank; at += shape.AxisBits(axis), axis++)
        {
            parts[axis] = point.Slice(at, shape.AxisBits(axis));
        }

        return parts;
    }

    private static WalkPoint Join(IEnumerable<WalkPoint> parts) => new([.. parts.SelectMany(static p => p.Challenge)]);

    private IEnumerable<WalkSum> Contraction(ContractionNode node, List<WalkPoint> claims)
    {
        string[] parts = node.Pattern.Split([",", "->"], StringSplitOptions.None);
        string batch = new([.. parts[2].Where(x => parts[0].IndexOf(x) >= 0 && parts[1].IndexOf(x) >= 0)]);
        string inner = new([.. parts[0].Where(x => parts[1].IndexOf(x) >= 0 && parts[2].IndexOf(x) < 0)]);
        return batch == parts[2] ? Product(node, claims, parts, batch, inner) : Merged(node, claims, (n, claim) => Product(n, [claim], parts, batch, inner));
    }

    private IEnumerable<WalkSum> Product(ContractionNode node, List<WalkPoint> claims, string[] parts, string batch, string inner)
    {
        Combine(node, claims);
        var at = new Dictionary<char, WalkPoint>();
        int Bits(char letter) => parts[0].IndexOf(letter) is >= 0 and int i ? tensors[node.Left].Shape.AxisBits(i) : tensors[node.Right].Shape.AxisBits(parts[1].IndexOf(letter));
        if (batch != parts[2])
        {
            WalkPoint[] axes = Split(tensors[node.Output].Shape, claims[0]);
            for (int i = 0; i < axes.Length; i++)
            {
                at[parts[2][i]] = axes[i];
            }
        }

        var sum = new WalkSum(Label(node), [.. Same(3, batch.Sum(Bits)), .. Same(2, inner.Sum(Bits))]);
        double operands = tensors[node.Left].Shape.Elements + (node.Square ? 0 : tensors[node.Right].Shape.Elements), outer = WeightScale.PowerOfTwo(batch.Sum(Bits));
        channel.Predict(sum.Label, "contraction", costs.Contraction(claims.Count, operands, outer, WeightScale.PowerOfTwo(sum.Degrees.Length), sum.Degrees.Length));
        yield return sum;
        channel.Scalars($"{Label(node)}.operands", node.Square ? 1 : 2);
        yield return sum;
        foreach (char letter in batch + inner)
        {
            at[letter] = WalkPoint.OfChallenges(Bits(letter));
        }

        WalkPoint Of(string letters) => Join(letters.Select(x => at.TryGetValue(x, out WalkPoint p) ? p : WalkPoint.OfConstants(Bits(x))));
        channel.Claim(node.Left, Of(parts[0]));
        if (!node.Square)
        {
            channel.Claim(node.Right, Of(parts[1]));
        }
    }

    private IEnumerable<WalkSum> DigitSite(DigitSiteNode node, List<WalkPoint> claims)
    {
        channel.DigitClaim(node.Site, claims.Count);
        if (node.Accumulator is { } accumulator)
        {
            bool found = claims.Any(static c => c.AllChallenges);
            WalkPoint point = found ? claims.First(static c => c.AllChallenges) : WalkPoint.OfChallenges(sites[node.Site].Shape.Variables);
            Link(node.Site, accumulator, point);
        }

        yield break;
    }

    private void Link(int site, int accumulator, WalkPoint point)
    {
        channel.Links.Add(site);
        channel.Spend("links", sites[site].Shape.Variables);
        channel.Scalars($"s{site}.acc", 1);
        PredictClaim($"s{site}.acc", [accumulator]);
        channel.DigitClaim(site);
        channel.Claim(accumulator, point);
    }

    private IEnumerable<WalkSum> Gate(GateNode node, List<WalkPoint> claims)
    {
        Combine(node, claims);
        return DigitProduct(node, node.Site, node.Accumulator, node.Sum.Degree, node.Sum.Functionals.Length, "gate", claims.Count);
    }

    private IEnumerable<WalkSum> DigitProduct(PlanNode node, int site, int accumulator, int degree, int factors, string kind, int claims)
    {
        var sum = new WalkSum(Label(node), Same(degree + 1, sites[site].Shape.Variables));
        channel.Predict(sum.Label, kind, costs.Digits(claims, factors, sites[site].Layout.Count, degree + 1, Cells(sites[site].Shape), sum.Degrees.Length));
        yield return sum;
        channel.Scalars($"{Label(node)}.factors", factors);
        yield return sum;
        channel.DigitClaim(site, factors);
        Link(site, accumulator, WalkPoint.OfChallenges(sum.Degrees.Length));
    }

    private IEnumerable<WalkSum> Table(TableNode node, List<WalkPoint> claims)
    {
        Combine(node, claims);
        bool hasTails = node.Tails.Terms.Length > 0;
        if (hasTails)
        {
            channel.Scalars($"{Label(node)}.tails", 1);
        }

        var table = new WalkSum($"{Label(node)}.table", Same(2, Variables(node.Table)));
        channel.Predict(table.Label, "table", costs.Table(claims.Count, Cells(node.Output), Cells(node.Table), table.Degrees.Length));
        yield return table;
        channel.Scalars($"{Label(node)}.G", 2);
        yield return table;
        channel.Claim(node.Table, WalkPoint.OfChallenges(table.Degrees.Length));
        channel.Spend("tails", hasTails ? 1 : 0);

        DigitLayout layout = sites[node.Site].Layout;
        int address = layout.Between(layout.Shift, layout.Shift + table.Degrees.Length).Length;
        int degree = Math.Max(node.Window.Length + address, node.Tails.Degree);
        int factors = node.Window.Length + address + node.Tails.Functionals.Count(f => !node.Window.Contains(f));
        foreach (WalkSum sum in DigitProduct(node, node.Site, node.Accumulator, degree, factors, "selection", claims.Count))
        {
            yield return sum;
        }
    }

    private IEnumerable<WalkSum> RowMax(RowMaxNode node, List<WalkPoint> claims)
    {
        Combine(node, claims);
        channel.Spend("row maxima", 1);
        int rows = Variables(node.Output), columns = node.Region.AxisBits(node.Region.Rank - 1), digits = sites[node.IndexSite].Layout.Count;
        var sum = new WalkSum(Label(node), [.. Same(digits + 2, rows), .. Same(2, columns)]);
        channel.Predict(sum.Label, "row max", costs.RowMax(claims.Count, digits, WeightScale.PowerOfTwo(rows), WeightScale.PowerOfTwo(columns), rows + columns));
        yield return sum;
        channel.Scalars($"{Label(node)}.operands", digits + 1);
        yield return sum;
        channel.DigitClaim(node.IndexSite, digits);
        channel.Claim(node.Source, WalkPoint.OfChallenges(rows + columns));
    }

    private IEnumerable<WalkSum> Gather(GatherNode node, WalkPoint claim)
    {
        int indexBits = Variables(node.Indices);
        var sum = new WalkSum(Label(node), Same(2, tensors[node.Table].Shape.AxisBits(0)));
        channel.Predict(sum.Label, "gather", costs.Gather(tensors[node.Table].Shape.Elements, WeightScale.PowerOfTwo(sum.Degrees.Length), sum.Degrees.Length));
        yield return sum;
        channel.Scalars($"{Label(node)}.table", 1);
        yield return sum;
        channel.Claim(node.Table, WalkPoint.OfChallenges(sum.Degrees.Length).Concat(claim.Slice(indexBits, claim.Challenge.Length - indexBits)));
    }
}
