using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class ContractionEmitter : NodeEmitter<ContractionNode>
{
    protected override string Describe(EmissionContext context, ContractionNode node) =>
        node.Square ? $"square {node.Pattern}" : $"contraction {node.Pattern}";

    protected override string Relation(EmissionContext context, ContractionNode node) =>
        $"new Contraction({T(node.Output)}, {T(node.Left)}, {T(node.Right)}, {CSharp.String(node.Pattern)})";

    protected override string Forward(EmissionContext context, ContractionNode node) =>
        $"Contract({T(node.Output)}, {T(node.Left)}, {T(node.Right)}, {CSharp.String(node.Pattern)})";
}
