using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class AffineEmitter : NodeEmitter<AffineNode>
{
    protected override string Describe(EmissionContext context, AffineNode node) => node.Masked ? "masked affine" : "affine";

    protected override string Relation(EmissionContext context, AffineNode node)
    {
        IEnumerable<string> terms = node.Terms.Select(static t => $"new AffineTerm({CSharp.Fr(t.Coefficient)}, {T(t.Tensor)}{CSharp.Tail(t.Axes)})");
        return $"new {(node.Masked ? "Mask" : "Affine")}({string.Join(", ", [T(node.Output), CSharp.Fr(node.Constant), .. terms])})";
    }

    protected override string Forward(EmissionContext context, AffineNode node)
    {
        IEnumerable<string> terms = node.Terms
            .Select(static t => $"new IntegerTerm({CSharp.Int128(t.Coefficient)}, {T(t.Tensor)}{CSharp.Tail(t.Axes)})");
        string masked = $"masked: {CSharp.Boolean(node.Masked)}";
        return $"Affine({string.Join(", ", [T(node.Output), CSharp.Int128(node.Constant), masked, .. terms])})";
    }
}
