using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class RowMaxEmitter : NodeEmitter<RowMaxNode>
{
    protected override string Describe(EmissionContext context, RowMaxNode node) => "row maximum";

    protected override string Relation(EmissionContext context, RowMaxNode node) => $"new {Call(context, node)}";

    protected override string Forward(EmissionContext context, RowMaxNode node) => Call(context, node);

    private static string Call(EmissionContext context, RowMaxNode node) =>
        $"RowMax({T(node.Output)}, {T(node.Source)}, {context.Names.Shape(node.Region)}, {S(node.IndexSite)})";
}
