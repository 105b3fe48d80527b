using System.Globalization;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission.Nodes;
using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Emission.Relations;

/// <summary>
/// X.Relations.g.cs: tensors, digit layouts, sites, relations and the order in which they are walked. Prover and verifier run this one description.
/// </summary>
internal static class RelationsFile
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Globalization", "Atlas.Runtime.Fields", "Atlas.Runtime.Lookups", "Atlas.Runtime.Model", "Atlas.Runtime.Relations",
        "Atlas.Runtime.Sumcheck", "Atlas.Runtime.Tensors",
    ];

    public static string Write(EmissionContext context)
    {
        var writer = new IndentedWriter();
        FieldClasses tensors = Tensors(context), sites = Sites(context), relations = Relations(context);
        FileHeader.Write(writer, context, "tensors, sites and relations, one description for prover and verifier");
        CompiledNamespace.Open(writer, context, Namespaces, [.. tensors.Names, DigitsClass(context), .. sites.Names, .. relations.Names]);
        tensors.Write(writer);
        WriteDigits(writer, context);
        sites.Write(writer);
        relations.Write(writer);
        WriteWalk(writer, context);
        CompiledModelWriter.Write(writer, context);
        return writer.ToString();
    }

    /// <summary>Classes whose members other internal files use.</summary>
    public static IEnumerable<string> Classes(EmissionContext context) => [.. Tensors(context).Names, DigitsClass(context), .. Sites(context).Names];

    private static string DigitsClass(EmissionContext context) => context.Name + "Digits";

    private static FieldClasses Tensors(EmissionContext context) => new(
        context.Name + "Tensors",
        "Tensors of the plan by id, with their true shapes.",
        [.. context.Names.Tensors.Select(id => TensorField(context.Plan.Tensors[id]))]);

    private static StaticField TensorField(PlanTensor tensor)
    {
        string kind = tensor.Kind switch
        {
            TensorKind.Real => $"{Text(tensor.ScaleBits)} bits of scale",
            TensorKind.Index => "indices",
            _ => "truth values",
        };
        return new(
            $"{tensor.Name}: {kind}, values of {Text(tensor.Range.Bits)} bits",
            $"public static readonly TensorInfo {PlanNames.Tensor(tensor.Id)} = {PlanNames.TensorInfo(tensor.Id, tensor.Shape)};");
    }

    private static FieldClasses Sites(EmissionContext context) => new(
        context.Name + "Sites",
        "Places where a tensor is written in committed digits.",
        [.. context.Plan.Sites.Select(site => SiteField(context, site))]);

    private static StaticField SiteField(EmissionContext context, PlanSite site)
    {
        string name = PlanNames.Site(site.Id), layout = context.Names.Layout(site.Layout);
        return new(
            $"{site.Name}: {Text(site.Shape.Elements)} elements of {Text(site.Layout.Count)} digits",
            $"public static readonly Site {name} = new Site<{layout}>({Text(site.Id)}, {context.Names.Shape(site.Shape)});");
    }

    private static FieldClasses Relations(EmissionContext context) => new(
        context.Name + "Relations",
        "Relations by the id of the tensor that they define.",
        [.. context.Plan.Nodes.Select(node => RelationField(context, node))]);

    private static StaticField RelationField(EmissionContext context, PlanNode node)
    {
        NodeEmitter emitter = NodeEmitter.Of(node);
        return new(
            $"{context.Plan.Tensors[node.Output].Name}: {emitter.Describe(context, node)}, {context.Plan.Tensors[node.Output].Shape} ({node.Origin})",
            $"public static readonly Relation {PlanNames.Relation(node)} = {emitter.Relation(context, node)};");
    }

    private static void WriteDigits(IndentedWriter writer, EmissionContext context)
    {
        writer.Line();
        writer.Summary("Digit layouts and sums of digit products, unrolled; sites that are alike share one.");
        using (writer.Block($"internal static class {DigitsClass(context)}"))
        {
            foreach ((DigitLayout layout, string name) in context.Names.Layouts)
            {
                writer.Line();
                DigitLayoutWriter.Write(writer, layout, name);
            }

            foreach ((DigitSum sum, string name) in context.Names.Gates)
            {
                writer.Line();
                DigitSumWriter.WriteGate(writer, sum, name);
            }

            foreach ((TableSumKey sum, string name) in context.Names.Tables)
            {
                writer.Line();
                DigitSumWriter.WriteTable(writer, sum, name);
            }
        }
    }

    private static void WriteWalk(IndentedWriter writer, EmissionContext context)
    {
        writer.Line();
        writer.Summary("The walk from outputs to inputs: relations of one depth advance together.");
        using (writer.Block($"internal static class {context.Name}Walk"))
        {
            ProofPlan plan = context.Plan;
            Statement[] levels = [.. plan.Levels.Select((level, depth) => LevelStatement(context, level.Select(i => plan.Nodes[i]), depth))];
            new StatementMethods("public static void Run(Channel channel)", "Run", "Channel channel", "channel", levels).Write(writer);
        }
    }

    private static Statement LevelStatement(EmissionContext context, IEnumerable<PlanNode> nodes, int depth)
    {
        PlanNode[] level = [.. nodes];
        IEnumerable<string> what = level.Select(node => $"{node.Origin}: {NodeEmitter.Of(node).Describe(context, node)}").Distinct();
        return new($"Depth {Text(depth)}. {string.Join("; ", what)}", $"Level.Run(channel, {string.Join(", ", level.Select(PlanNames.Relation))});");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
