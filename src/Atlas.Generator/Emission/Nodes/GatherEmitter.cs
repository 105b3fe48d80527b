using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class GatherEmitter : NodeEmitter<GatherNode>
{
    protected override string Describe(EmissionContext context, GatherNode node) => "gather";

    protected override string Relation(EmissionContext context, GatherNode node) => $"new {Call(node)}";

    protected override string Forward(EmissionContext context, GatherNode node) => Call(node);

    private static string Call(GatherNode node) => $"Gather({T(node.Output)}, {T(node.Indices)}, {T(node.Table)})";
}
