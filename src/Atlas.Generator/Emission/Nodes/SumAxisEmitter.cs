using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class SumAxisEmitter : NodeEmitter<SumAxisNode>
{
    protected override string Describe(EmissionContext context, SumAxisNode node) => "sum over the last axis";

    protected override string Relation(EmissionContext context, SumAxisNode node) => $"new SumAxis({T(node.Output)}, {T(node.Source)})";

    protected override string Forward(EmissionContext context, SumAxisNode node) => $"SumAxis({T(node.Output)}, {T(node.Source)})";
}
