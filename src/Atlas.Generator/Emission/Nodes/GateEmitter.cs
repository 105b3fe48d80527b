using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class GateEmitter : NodeEmitter<GateNode>
{
    protected override string Describe(EmissionContext context, GateNode node) => "gate";

    protected override string Relation(EmissionContext context, GateNode node) =>
        $"new Gate<{context.Names.Gate(node.Sum)}>({T(node.Output)}, {S(node.Site)}, {T(node.Accumulator)})";

    protected override string Forward(EmissionContext context, GateNode node) =>
        $"Gate<{context.Names.Gate(node.Sum)}>({T(node.Output)}, {S(node.Site)}, {T(node.Accumulator)})";
}
