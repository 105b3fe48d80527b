using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>What becomes of several claims on one output (docs/protocol.md §5).</summary>
public enum Claims
{
    /// <summary>Each goes on by itself.</summary>
    Each,

    /// <summary>eq(r, x) becomes Σ α^i eq(r_i, x).</summary>
    Combine,

    /// <summary>One merging sumcheck first.</summary>
    Merge,
}

/// <summary>A relation: the integer execution and the reduction of claims side by side.</summary>
public abstract class Node(ReferenceModel model, PlanNode plan)
{
    public int Output => plan.Output;

    public string Label => $"t{plan.Output}";

    public IReadOnlyList<int> Operands => [.. plan.Operands];

    protected ReferenceModel Model => model;

    protected Shape Shape => model.Shapes[plan.Output];

    protected abstract Claims Several { get; }

    /// <summary>Computes the output's integers, and the digits of the node's site if it has one.</summary>
    public abstract void Execute(Witness witness);

    public static Node Of(ReferenceModel model, PlanNode node) => node switch
    {
        LayoutNode layout => new Layout(model, layout),
        SumAxisNode sum => new SumAxis(model, sum),
        AffineNode { Masked: true } mask => new Mask(model, mask),
        AffineNode affine => new Affine(model, affine),
        ContractionNode contraction => new Contraction(model, contraction),
        DigitSiteNode site => new DigitSite(model, site),
        GateNode gate => new Gate(model, gate),
        TableNode table => new Table(model, table),
        RowMaxNode max => new RowMax(model, max),
        GatherNode gather => new Gather(model, gather),
        _ => throw new ArgumentException($"{node.GetType().Name} has no reference relation.", nameof(node)),
    };

    /// <summary>The node's part of the walk.</summary>
    public IEnumerable<Sum> Visit(Context context, List<Claim> claims)
    {
        if (Several == Claims.Merge && claims.Count > 1)
        {
            var front = new Front(context, $"{Label}.merge", claims);
            Claim merged = claims[0];
            yield return new Sum(
                $"{Label}.merge",
                front.Value,
                Sum.Same(2, Shape.Variables),
                witness => new Summand([witness.Field(Output), front.Table()], new Term(Fr.One, 0, 1)),
                end =>
                {
                    Fr weight = front.At(end.Point.Values());
                    Fr value = context.Message($"{Label}.merge.value", 1, _ => [end.Values[0]], v => (weight * v[0]) - end.Target)[0];
                    merged = new Claim(end.Point, value);
                    return weight * value;
                });
            claims = [merged];
        }

        foreach (Sum sum in Reduce(context, claims))
        {
            yield return sum;
        }
    }

    protected abstract IEnumerable<Sum> Reduce(Context context, List<Claim> claims);
}

/// <summary>Σ_i α^i eq(r_i, x) and Σ_i α^i v_i for one or several claims; one claim draws no challenge.</summary>
public sealed class Front
{
    private readonly (Fr Weight, Fr[] Point)[] _parts;

    public Front(Context context, string label, List<Claim> claims)
    {
        Fr alpha = claims.Count > 1 ? context.Challenge($"{label}.alpha").Value : Fr.One;
        _parts = [.. claims.Select((claim, i) => (alpha.Pow(i), claim.Point.Values()))];
        Value = Witness.Sum(claims.Select((claim, i) => alpha.Pow(i) * claim.Value));
    }

    public Fr Value { get; }

    /// <summary>Σ_i α^i f(r_i).</summary>
    public Fr Each(Func<Fr[], Fr> function) => Witness.Sum(_parts.Select(part => part.Weight * function(part.Point)));

    public Fr At(Fr[] x) => Each(r => Mle.Eq(r, x));

    public Fr[] Table()
    {
        var sum = new Fr[1 << _parts[0].Point.Length];
        foreach ((Fr weight, Fr[] point) in _parts)
        {
            Fr[] table = Mle.EqTable(point);
            for (int x = 0; x < sum.Length; x++)
            {
                sum[x] += weight * table[x];
            }
        }

        return sum;
    }
}
