using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Relations;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class DigitSiteEmitter : NodeEmitter<DigitSiteNode>
{
    protected override string Describe(EmissionContext context, DigitSiteNode node)
    {
        DigitLayout layout = context.Plan.Sites[node.Site].Layout;
        return node switch
        {
            { Advice.Kind: AdviceKind.Quotient } => "advice: quotient",
            { Advice.Kind: AdviceKind.InverseSquareRoot } => "advice: inverse square root",
            { Advice.Kind: AdviceKind.ArgMax } => "advice: column of the row's maximum",
            { IsConstraint: true } => $"range: 0 ≤ value < 2^{layout.TotalBits}",
            _ when IsRequantisation(context, node) => $"requantisation by 2^{layout.Shift}",
            _ => "comparison",
        };
    }

    protected override string Relation(EmissionContext context, DigitSiteNode node)
    {
        string accumulator = node.Accumulator is { } acc ? T(acc) : "accumulator: null";
        string functional = FunctionalCode.Create(node.Functional, S(node.Site));
        return $"new DigitSite({T(node.Output)}, {S(node.Site)}, {accumulator}, {functional}, {CSharp.Fr(node.Offset)})";
    }

    protected override string Forward(EmissionContext context, DigitSiteNode node)
    {
        string site = $"{T(node.Output)}, {S(node.Site)}";
        if (node.Advice is { } advice)
        {
            return advice.Kind switch
            {
                AdviceKind.Quotient => $"Quotient({site}, {T(advice.Reads[0])}, {T(advice.Reads[1])})",
                AdviceKind.InverseSquareRoot => $"InverseSquareRoot({site}, {T(advice.Reads[0])}, {CSharp.Int128(advice.Constant)})",
                _ => $"ArgMax({site}, {T(advice.Reads[0])}, {context.Names.Shape(advice.Region!)})",
            };
        }

        string read = $"{site}, {T(node.Accumulator!.Value)}";
        return IsRequantisation(context, node)
            ? $"Requantise({read})"
            : $"DigitSite({read}, {FunctionalCode.Create(node.Functional, S(node.Site))}, {CSharp.Int128(node.Offset)})";
    }

    /// <summary>out = floor((acc + half) / 2^S): all digits above the shift, minus β'.</summary>
    private static bool IsRequantisation(EmissionContext context, DigitSiteNode node) =>
        node.Functional is OutputFunctional { Slope.IsOne: true, Constant.IsZero: true }
        && node.Offset == context.Plan.Sites[node.Site].Layout.BetaOut;
}
