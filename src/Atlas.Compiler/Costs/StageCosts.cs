using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>Nanoseconds of what is not the walk: witness, commitments, final check, opening; and of the verifier.</summary>
internal sealed class StageCosts(Primitives primitives, IReadOnlyList<PlanTensor> tensors, IReadOnlyList<PlanSite> sites)
{
    // Multi-scalar multiplications of the row's width: the folds together, and two quotients.
    private const int Openings = 3;

    /// <summary>The integers of a node's output, and its site's digits.</summary>
    public double Witness(PlanNode node) => primitives.IntegerStep * node switch
    {
        ContractionNode contraction => Multiplications(contraction),
        DigitSiteNode site => sites[site.Site].Ones,
        GateNode gate => sites[gate.Site].Ones,
        TableNode table => sites[table.Site].Ones,
        _ => node.Operands.Select(Elements).DefaultIfEmpty().Max() + Elements(node.Output),
    };

    /// <summary>The ones of the rows.</summary>
    public double Commitment(PlanSite site) => primitives.One * site.Ones;

    /// <summary>
    /// Buckets of each digit for every claim's point and for s_e, buckets of each pair of digits, then vectors over the elements, and the digits once more for the opening.
    /// </summary>
    public double FinalCheck(PlanSite site, int claims)
    {
        double cells = Padded(site.Shape.Variables), elements = site.Shape.Elements;
        int digits = site.Layout.Count, points = claims + 1;
        double perElement = (((points * digits) + (digits * (digits - 1) / 2.0)) * primitives.Bucket) + (2 * digits * primitives.LaneSum);
        return Rounds(site.Variables) + (elements * perElement) + (cells * ((2 * points) + 8) * primitives.LaneProduct);
    }

    /// <summary>Two passes over a constant for each claim.</summary>
    public double FinalCheck(ConstantPolynomial polynomial, int claims) =>
        Rounds(polynomial.Variables) + (2 * claims * Padded(polynomial.Variables) * primitives.IntegerProduct);

    /// <summary>The multi-scalar multiplications of an opening of 2^width cells.</summary>
    public double Opening(int width) => Openings * Padded(width) * primitives.MsmTerm;

    /// <summary>Rows decoded and combined, messages hashed, two pairings.</summary>
    public double Verifier(int rows, int messages) => (rows * primitives.Row) + (messages * primitives.Message) + primitives.Pairings;

    private static double Padded(int variables) => WeightScale.PowerOfTwo(variables);

    private double Rounds(int rounds) => rounds * primitives.Round;

    private double Elements(int tensor) => tensors[tensor].Shape.Elements;

    /// <summary>One for each cell of the box of all letters.</summary>
    private double Multiplications(ContractionNode node)
    {
        string[] parts = node.Pattern.Split([",", "->"], StringSplitOptions.None);
        double left = Elements(node.Left);
        return parts[1].Select((letter, axis) => (letter, axis)).Where(right => parts[0].IndexOf(right.letter) < 0)
            .Aggregate(left, (product, right) => product * tensors[node.Right].Shape.Dimensions[right.axis]);
    }
}
