using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class LayoutEmitter : NodeEmitter<LayoutNode>
{
    protected override string Describe(EmissionContext context, LayoutNode node) => "layout";

    protected override string Relation(EmissionContext context, LayoutNode node) =>
        $"new Layout({T(node.Output)}, {T(node.Source)}, {CSharp.List(node.Coordinates)})";

    protected override string Forward(EmissionContext context, LayoutNode node) =>
        $"Layout({T(node.Output)}, {T(node.Source)}, {CSharp.List(node.Coordinates)})";
}
