using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

internal sealed class TableEmitter : NodeEmitter<TableNode>
{
    protected override string Describe(EmissionContext context, TableNode node) =>
        $"table of 2^{context.Plan.Tensors[node.Table].Shape.Variables} entries";

    protected override string Relation(EmissionContext context, TableNode node) => $"new {Call(context, node)}";

    protected override string Forward(EmissionContext context, TableNode node) => Call(context, node);

    private static string Call(EmissionContext context, TableNode node) =>
        $"Table<{context.Names.Table(TableSumKey.Of(context.Plan, node))}>({T(node.Output)}, {S(node.Site)}, {T(node.Accumulator)}, {T(node.Table)})";
}
