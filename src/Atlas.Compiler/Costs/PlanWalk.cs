using System.Collections.Immutable;
using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>
/// A dry run of the walk: every message in order, claims, links and the soundness error, without a proof (docs/protocol.md §2, §5, §9).
/// </summary>
internal sealed class PlanWalk
{
    // log2 of the largest soundness error that a plan may have.
    private const double SoundnessLimit = -100;
    private readonly WalkChannel channel = new();
    private readonly PlanBuilder plan;
    private readonly CommitmentLayout layout;
    private readonly StageCosts costs;

    private PlanWalk(PlanBuilder plan, CommitmentLayout layout)
    {
        this.plan = plan;
        this.layout = layout;
        costs = new(Primitives.Reference, plan.Tensors, plan.Sites);
    }

    public static CostReport Run(PlanBuilder plan, ImmutableArray<ImmutableArray<int>> levels, CommitmentLayout layout)
    {
        var walk = new PlanWalk(plan, layout);
        walk.Witness();
        walk.Commitments();
        walk.Relations(levels);
        List<(int Polynomial, int Count)> constants = walk.TakeConstants();
        walk.CheckClaims();
        walk.CheckMaxima();
        walk.CheckOutputs();
        walk.FinalCheck(constants);
        return walk.Report();
    }

    private void Witness()
    {
        foreach (PlanNode node in plan.Nodes)
        {
            channel.Predict($"t{node.Output}", "witness", costs.Witness(node), ProofStage.Witness);
        }
    }

    private void Commitments()
    {
        foreach (SiteRows site in layout.Sites)
        {
            channel.Points($"one-hot.s{site.Site}", site.Rows.Length);
            channel.Predict($"s{site.Site}", "commitment", costs.Commitment(plan.Sites[site.Site]), ProofStage.Commitments);
        }

        foreach (PlanPort output in plan.Outputs)
        {
            int variables = plan.ShapeOf(output.Tensor).Variables;
            channel.Spend("outputs", variables);
            channel.Claim(output.Tensor, WalkPoint.OfChallenges(variables));
        }
    }

    private void Relations(ImmutableArray<ImmutableArray<int>> levels)
    {
        var relations = new WalkRelations(channel, plan.Tensors, plan.Sites, new SumCosts(Primitives.Reference));
        foreach (ImmutableArray<int> level in levels)
        {
            List<WalkPoint>[] claims = [.. level.Select(i => channel.Take(plan.Nodes[i].Output))];
            var live = level.Select((i, k) => relations.Reduce(plan.Nodes[i], claims[k]).GetEnumerator()).ToList();
            live.RemoveAll(static task => !task.MoveNext());
            while (live.Count > 0)
            {
                channel.RunBatch([.. live.Select(static task => task.Current)]);
                live.ForEach(static task => task.MoveNext());
                live.RemoveAll(static task => !task.MoveNext());
            }
        }

        foreach (PlanPort input in plan.Inputs)
        {
            channel.Take(input.Tensor);
        }
    }

    /// <summary>Claims on committed polynomials, polynomial by polynomial.</summary>
    private List<(int Polynomial, int Count)> TakeConstants()
    {
        var counts = new SortedDictionary<int, int>();
        foreach (ConstantPlacement place in layout.Constants)
        {
            counts.TryGetValue(place.Polynomial, out int count);
            counts[place.Polynomial] = count + channel.Take(place.Tensor).Count;
        }

        return [.. counts.Where(static c => c.Value > 0).Select(static c => (c.Key, c.Value))];
    }

    private void CheckClaims()
    {
        if (channel.Left.Count > 0)
        {
            throw new PlanException($"claims are left over on {string.Join(", ", channel.Left.Select(t => plan[t].Name))}");
        }

        int accumulators = plan.Nodes.Count(static n => LinkOf(n) is not null);
        if (channel.Links.Count != accumulators || channel.Links.Distinct().Count() != accumulators)
        {
            throw new PlanException($"{channel.Links.Count} links for {accumulators} sites with an accumulator");
        }
    }

    /// <summary>
    /// The relation of a row maximum says that it is attained; that no element exceeds it is the link of a site that reads m - x ≥ 0 over the same region (docs/protocol.md §6.8).
    /// </summary>
    private void CheckMaxima()
    {
        foreach (RowMaxNode maximum in plan.Nodes.OfType<RowMaxNode>())
        {
            int[] gaps = [.. plan.Nodes.OfType<AffineNode>().Where(n => IsGap(n, maximum)).Select(static n => n.Output)];
            if (!plan.Nodes.Any(n => LinkOf(n) is var (site, accumulator) && gaps.Contains(accumulator) && channel.Links.Contains(site) && plan.Sites[site].Layout.Beta.IsZero))
            {
                throw new PlanException($"no site proves that {plan[maximum.Output].Name} is an upper bound of {plan[maximum.Source].Name}");
            }
        }
    }

    private bool IsGap(AffineNode node, RowMaxNode maximum) =>
        plan.ShapeOf(node.Output) == maximum.Region && node.Constant.IsZero && node.Terms.Length == 2
        && node.Terms.Any(t => t.Tensor == maximum.Output && t.Coefficient.IsOne && t.Axes.SequenceEqual(Enumerable.Range(0, maximum.Region.Rank - 1)))
        && node.Terms.Any(t => t.Tensor == maximum.Source && t.Coefficient == -1 && t.Axes.SequenceEqual(Enumerable.Range(0, maximum.Region.Rank)));

    private static (int Site, int Accumulator)? LinkOf(PlanNode node) => node switch
    {
        DigitSiteNode { Accumulator: { } accumulator } n => (n.Site, accumulator),
        GateNode n => (n.Site, n.Accumulator),
        TableNode n => (n.Site, n.Accumulator),
        _ => null,
    };

    /// <summary>A declared output that equals the proven one in the field equals it as an integer.</summary>
    private void CheckOutputs()
    {
        foreach (PlanPort output in plan.Outputs)
        {
            PlanTensor tensor = plan[output.Tensor];
            if (tensor.Capacity.Magnitude + tensor.Range.Magnitude >= ScalarField.Half)
            {
                throw new PlanException($"output '{output.Name}' could wrap around, it may reach 2^{tensor.Capacity.Bits}");
            }
        }
    }

    private void FinalCheck(List<(int Polynomial, int Count)> constants)
    {
        if (plan.Sites.Count == 0 && constants.Count == 0)
        {
            return;
        }

        PredictFinalCheck(constants);
        int w = layout.LogWidth, claims = channel.DigitClaims.Values.Sum() + constants.Sum(static c => c.Count);
        int[] long_ = [.. constants.Where(c => layout.Polynomials[c.Polynomial].Variables > w).Select(static c => c.Count)];
        int members = plan.Sites.Count + constants.Count - long_.Length + long_.Sum();
        int longest = Math.Max(
            plan.Sites.Select(static s => s.Variables).DefaultIfEmpty(1).Max(),
            constants.Select(c => Math.Min(w, layout.Polynomials[c.Polynomial].Variables)).DefaultIfEmpty(1).Max());
        int digitBits = plan.Sites.Select(static s => s.DigitBits).DefaultIfEmpty().Max(), elementBits = plan.Sites.Select(static s => s.Shape.Variables).DefaultIfEmpty().Max();
        channel.Spend("final check", digitBits + elementBits + DigitLayout.Kappa);
        channel.Spend("final check", claims + (3 * plan.Sites.Count) - 1);
        channel.RunRounds("final", Enumerable.Repeat(3, longest));
        channel.Scalars("final.values", members);
        Opening(members, Math.Min(w, longest));
    }

    private void PredictFinalCheck(List<(int Polynomial, int Count)> constants)
    {
        foreach (PlanSite site in plan.Sites)
        {
            channel.DigitClaims.TryGetValue(site.Id, out int claims);
            channel.Predict($"s{site.Id}", "site", costs.FinalCheck(site, claims), ProofStage.FinalCheck);
        }

        foreach ((int polynomial, int count) in constants)
        {
            channel.Predict($"k{polynomial}", "constant", costs.FinalCheck(layout.Polynomials[polynomial], count), ProofStage.FinalCheck);
        }
    }

    private void Opening(int members, int width)
    {
        channel.Predict("open", "opening", costs.Opening(width), ProofStage.Opening);
        channel.Spend("opening", members - 1 + (width - 1) + 2 * (BigInteger.One << (width + 1)), overField: true);
        channel.Points("open.folds", width - 1);
        channel.Scalars("open.values", 3 * width);
        channel.Points("open.H", 1);
        channel.Points("open.W", 1);
    }

    private CostReport Report()
    {
        ImmutableArray<SoundnessTerm> errors = [.. channel.Errors.Where(static e => !e.Numerator.IsZero)];
        double bits = Log2(errors);
        if (bits > SoundnessLimit)
        {
            throw new PlanException($"the soundness error of the plan is 2^{bits:F1}, above 2^{SoundnessLimit}");
        }

        ImmutableArray<SiteCost> sites =
            [.. plan.Sites.Select((s, i) => new SiteCost(s.Id, s.Name, s.Shape.Elements, s.Layout.Count, s.Ones, layout.Sites[i].Rows.Length))];
        int keyRows = layout.Polynomials.Sum(layout.RowsOf), rows = sites.Sum(static s => s.Rows);
        return new(
            sites, sites.Sum(static s => s.Ones), channel.Rounds, rows, channel.Messages.Sum(static m => 32L * m.Count),
            VerifyingKeyHeader + 64L * keyRows, channel.Links.Count, [.. channel.Messages], errors, bits, [.. channel.Predicted], costs.Verifier(rows + keyRows, channel.Messages.Count));
    }

    // Digests, names, width and the SRS part.
    private const int VerifyingKeyHeader = 320;

    private static double Log2(ImmutableArray<SoundnessTerm> errors)
    {
        BigInteger scale = ScalarField.Modulus << 128;
        BigInteger sum = errors.Aggregate(BigInteger.Zero, (total, e) => total + e.Numerator * (e.OverField ? scale / ScalarField.Modulus : scale >> 128));
        return BigInteger.Log(sum, 2) - BigInteger.Log(scale, 2);
    }
}
