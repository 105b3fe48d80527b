using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission.Nodes;

/// <summary>
/// What is written for one kind of plan node: a phrase that says what it computes, the relation that proves it, and the call that computes it. A new
/// kind is one more such class in
/// <see cref="All"/>.
/// </summary>
internal abstract class NodeEmitter
{
    private static readonly NodeEmitter[] All =
    [
        new LayoutEmitter(), new SumAxisEmitter(), new AffineEmitter(), new ContractionEmitter(),
        new DigitSiteEmitter(), new GateEmitter(), new TableEmitter(), new RowMaxEmitter(), new GatherEmitter(),
    ];

    public static NodeEmitter Of(PlanNode node) =>
        Array.Find(All, emitter => emitter.Handles(node)) ?? throw new NotSupportedException($"No emitter for {node.GetType().Name}.");

    /// <summary>What the node computes, for comments.</summary>
    public abstract string Describe(EmissionContext context, PlanNode node);

    /// <summary>The relation as an expression.</summary>
    public abstract string Relation(EmissionContext context, PlanNode node);

    /// <summary>The witness's call, without the receiver.</summary>
    public abstract string Forward(EmissionContext context, PlanNode node);

    protected abstract bool Handles(PlanNode node);

    protected static string T(int tensor) => PlanNames.Tensor(tensor);

    protected static string S(int site) => PlanNames.Site(site);
}

/// <inheritdoc/>
internal abstract class NodeEmitter<TNode> : NodeEmitter
    where TNode : PlanNode
{
    public sealed override string Describe(EmissionContext context, PlanNode node) => Describe(context, (TNode)node);

    public sealed override string Relation(EmissionContext context, PlanNode node) => Relation(context, (TNode)node);

    public sealed override string Forward(EmissionContext context, PlanNode node) => Forward(context, (TNode)node);

    protected sealed override bool Handles(PlanNode node) => node is TNode;

    protected abstract string Describe(EmissionContext context, TNode node);

    protected abstract string Relation(EmissionContext context, TNode node);

    protected abstract string Forward(EmissionContext context, TNode node);
}
