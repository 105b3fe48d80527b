using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Removal of what nobody reads (docs/protocol.md §5).</summary>
internal sealed partial class PlanBuilder
{
    /// <summary>
    /// The plan without the nodes whose output nobody reads and that are neither outputs nor constraints, and without the sites, tensors and constants that only they use.
    /// Ids stay dense, so later ones move down.
    /// </summary>
    public PlanBuilder Pruned()
    {
        var read = new HashSet<int>(outputs.Select(static port => port.Tensor));
        var live = new List<PlanNode>();
        for (int i = nodes.Count - 1; i >= 0; i--)
        {
            if (nodes[i].Required || read.Contains(nodes[i].Output))
            {
                live.Add(nodes[i]);
                read.Add(nodes[i].Output);
                read.UnionWith(nodes[i].Operands);
            }
        }

        if (live.Count == nodes.Count)
        {
            return this;
        }

        live.Reverse();
        read.UnionWith(inputs.Select(static port => port.Tensor));
        var usedSites = new HashSet<int>(live.Select(PlanRenaming.SiteOf).OfType<int>());
        PlanTensor[] keptTensors = [.. tensors.Where(t => read.Contains(t.Id))];
        PlanSite[] keptSites = [.. sites.Where(s => usedSites.Contains(s.Id))];
        var renaming = new PlanRenaming(
            keptTensors.Select(static (t, id) => (t.Id, id)).ToDictionary(static e => e.Id, static e => e.id),
            keptSites.Select(static (s, id) => (s.Id, id)).ToDictionary(static e => e.Id, static e => e.id));
        return Renamed(live, keptTensors, keptSites, renaming);
    }

    private PlanBuilder Renamed(List<PlanNode> live, PlanTensor[] keptTensors, PlanSite[] keptSites, PlanRenaming renaming)
    {
        var pruned = new PlanBuilder { Origin = Origin };
        pruned.tensors.AddRange(keptTensors.Select(static (t, id) => t with { Id = id }));
        pruned.sites.AddRange(keptSites.Select(static (s, id) => s with { Id = id }));
        pruned.nodes.AddRange(live.Select(renaming.Of));
        pruned.inputs.AddRange(inputs.Select(port => port with { Tensor = renaming.Tensor(port.Tensor) }));
        pruned.outputs.AddRange(outputs.Select(port => port with { Tensor = renaming.Tensor(port.Tensor) }));
        foreach (PlanConstant constant in constants.Where(c => renaming.Keeps(c.Tensor)))
        {
            int id = renaming.Tensor(constant.Tensor);
            pruned.constants.Add(constant with { Tensor = id });
            pruned.constantValues[id] = constantValues[constant.Tensor];
        }

        return pruned;
    }
}

/// <summary>New ids of tensors and sites in nodes.</summary>
internal sealed class PlanRenaming(IReadOnlyDictionary<int, int> tensors, IReadOnlyDictionary<int, int> sites)
{
    public bool Keeps(int tensor) => tensors.ContainsKey(tensor);

    public int Tensor(int tensor) => tensors[tensor];

    /// <summary>The site whose digits a node reads; null if it reads none.</summary>
    public static int? SiteOf(PlanNode node) => node switch
    {
        DigitSiteNode n => n.Site,
        GateNode n => n.Site,
        TableNode n => n.Site,
        RowMaxNode n => n.IndexSite,
        _ => null,
    };

    public PlanNode Of(PlanNode node) => node switch
    {
        LayoutNode n => n with { Output = tensors[n.Output], Source = tensors[n.Source] },
        SumAxisNode n => n with { Output = tensors[n.Output], Source = tensors[n.Source] },
        AffineNode n => n with { Output = tensors[n.Output], Terms = [.. n.Terms.Select(t => t with { Tensor = tensors[t.Tensor] })] },
        ContractionNode n => n with { Output = tensors[n.Output], Left = tensors[n.Left], Right = tensors[n.Right] },
        DigitSiteNode n => n with
        {
            Output = tensors[n.Output], Site = sites[n.Site], Accumulator = n.Accumulator is { } accumulator ? tensors[accumulator] : null,
            Advice = n.Advice is { } advice ? advice with { Reads = [.. advice.Reads.Select(Tensor)] } : null,
        },
        GateNode n => n with { Output = tensors[n.Output], Site = sites[n.Site], Accumulator = tensors[n.Accumulator] },
        TableNode n => n with { Output = tensors[n.Output], Site = sites[n.Site], Accumulator = tensors[n.Accumulator], Table = tensors[n.Table] },
        RowMaxNode n => n with { Output = tensors[n.Output], Source = tensors[n.Source], Index = tensors[n.Index], IndexSite = sites[n.IndexSite] },
        GatherNode n => n with { Output = tensors[n.Output], Indices = tensors[n.Indices], Table = tensors[n.Table] },
        _ => throw new PlanException($"no renaming of {node.GetType().Name}"),
    };
}
