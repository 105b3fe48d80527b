using System.Globalization;
using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Generator.Emission;

/// <summary>
/// Names of a plan's parts in emitted code: tensor T12, site S3, relation N12 (by the tensor that it defines), one struct for each distinct digit
/// layout and digit sum. Numbers are the plan's, so that a message's label t12 or s3 leads to the code.
/// </summary>
internal sealed class PlanNames
{
    private readonly List<(DigitLayout Layout, string Name)> _layouts = [];
    private readonly List<(DigitSum Sum, string Name)> _gates = [];
    private readonly List<(TableSumKey Sum, string Name)> _tables = [];
    private readonly Dictionary<TensorShape, int> _tensorOfShape = [];
    private readonly Dictionary<int, int> _tensorOfSite = [];
    private readonly SortedSet<int> _tensors = [];

    public PlanNames(ProofPlan plan)
    {
        foreach (PlanSite site in plan.Sites)
        {
            DigitLayout layout = Normal(site.Layout);
            if (_layouts.TrueForAll(known => known.Layout != layout))
            {
                _layouts.Add((layout, LayoutName(layout)));
            }
        }

        foreach (PlanNode node in plan.Nodes)
        {
            NameSum(plan, node);
            if (SiteOf(node) is { } site && plan.Sites[site].Shape == plan.Tensors[node.Output].Shape)
            {
                _tensorOfSite.Add(site, node.Output);
            }

            _tensors.Add(node.Output);
            _tensors.UnionWith(node.Operands);
        }

        _tensors.UnionWith(plan.Inputs.Concat(plan.Outputs).Select(static port => port.Tensor));
        _tensors.UnionWith(plan.Constants.Select(static constant => constant.Tensor));
        foreach (int tensor in _tensors)
        {
            if (!_tensorOfShape.ContainsKey(plan.Tensors[tensor].Shape))
            {
                _tensorOfShape.Add(plan.Tensors[tensor].Shape, tensor);
            }
        }
    }

    /// <summary>Tensors that occur, ascending.</summary>
    public IEnumerable<int> Tensors => _tensors;

    /// <summary>Distinct layouts in order of first appearance.</summary>
    public IReadOnlyList<(DigitLayout Layout, string Name)> Layouts => _layouts;

    public IReadOnlyList<(DigitSum Sum, string Name)> Gates => _gates;

    public IReadOnlyList<(TableSumKey Sum, string Name)> Tables => _tables;

    public static string Tensor(int id) => "T" + id.ToString(CultureInfo.InvariantCulture);

    public static string Site(int id) => "S" + id.ToString(CultureInfo.InvariantCulture);

    public static string Relation(PlanNode node) => "N" + node.Output.ToString(CultureInfo.InvariantCulture);

    public string Layout(DigitLayout layout) => _layouts.Find(known => known.Layout == Normal(layout)).Name;

    public string Gate(DigitSum sum) => _gates.Find(known => known.Sum == sum).Name;

    public string Table(TableSumKey key) => _tables.Find(known => known.Sum == key).Name;

    /// <summary>A tensor of the shape, or a TensorInfo of its own: where only the shape matters.</summary>
    public string Shape(TensorShape shape) => _tensorOfShape.TryGetValue(shape, out int tensor) ? Tensor(tensor) : TensorInfo(-1, shape);

    /// <summary>The shape of a site's elements: the tensor that its digits define, as a rule.</summary>
    public string Shape(PlanSite site) => _tensorOfSite.TryGetValue(site.Id, out int tensor) ? Tensor(tensor) : Shape(site.Shape);

    /// <summary>new TensorInfo(12, [64, 192]).</summary>
    public static string TensorInfo(int id, TensorShape shape)
    {
        string dimensions = string.Join(", ", shape.Dimensions.Select(static d => d.ToString(CultureInfo.InvariantCulture)));
        return $"new TensorInfo({id.ToString(CultureInfo.InvariantCulture)}, [{dimensions}]{(shape.Causal ? ", causal: true" : "")})";
    }

    private static int? SiteOf(PlanNode node) => node switch
    {
        DigitSiteNode n => n.Site,
        GateNode n => n.Site,
        TableNode n => n.Site,
        _ => null,
    };

    private void NameSum(ProofPlan plan, PlanNode node)
    {
        if (node is GateNode gate && _gates.TrueForAll(known => known.Sum != gate.Sum))
        {
            _gates.Add((gate.Sum, "GateSum" + (_gates.Count + 1).ToString(CultureInfo.InvariantCulture)));
        }
        else if (node is TableNode table && TableSumKey.Of(plan, table) is var key && _tables.TrueForAll(known => known.Sum != key))
        {
            _tables.Add((key, "TableSum" + (_tables.Count + 1).ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Without a shift there is nothing to round.</summary>
    private static DigitLayout Normal(DigitLayout layout) => layout.Shift == 0 ? layout with { Rounds = false } : layout;

    /// <summary>Segments from the lowest, then β': Digits_12_16_Beta2p15 has a shift of 12 bits and 16 bits above it.</summary>
    private static string LayoutName(DigitLayout layout)
    {
        string segments = string.Concat(layout.Segments.Select(static s => "_" + s.ToString(CultureInfo.InvariantCulture)));
        string floor = layout.Shift > 0 && !layout.Rounds ? "_Floor" : "";
        return $"Digits{segments}{Beta(layout.BetaOut)}{floor}";
    }

    private static string Beta(BigInteger beta)
    {
        if (beta.IsZero)
        {
            return "";
        }

        int bits = PlanMath.BitLength(BigInteger.Abs(beta)) - 1;
        string magnitude = BigInteger.Abs(beta) == BigInteger.One << bits
            ? "2p" + bits.ToString(CultureInfo.InvariantCulture)
            : BigInteger.Abs(beta).ToString(CultureInfo.InvariantCulture);
        return (beta.Sign < 0 ? "_BetaMinus" : "_Beta") + magnitude;
    }
}
