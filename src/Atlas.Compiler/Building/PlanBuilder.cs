using System.Numerics;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>
/// Appends nodes in topological order. Every tensor gets two intervals: the theorem about its true value, which decides digits and tables, and
/// the capacity, what a dishonest witness can reach given only the digits' capacities; identities over Z rest on the second (docs/protocol.md §9).
/// </summary>
internal sealed partial class PlanBuilder
{
    private readonly List<PlanTensor> tensors = [];
    private readonly List<PlanNode> nodes = [];
    private readonly List<PlanSite> sites = [];
    private readonly List<PlanConstant> constants = [];
    private readonly List<PlanPort> inputs = [], outputs = [];
    private readonly Dictionary<int, long[]?> constantValues = [];
    private readonly Dictionary<int, (bool[] IsChannel, ChannelSums Sums)> channelSums = [];
    private readonly Dictionary<int, BigInteger> rowSums = [];

    public IReadOnlyList<PlanTensor> Tensors => tensors;

    public IReadOnlyList<PlanNode> Nodes => nodes;

    public IReadOnlyList<PlanSite> Sites => sites;

    public IReadOnlyList<PlanConstant> Constants => constants;

    public IReadOnlyList<PlanPort> Inputs => inputs;

    public IReadOnlyList<PlanPort> Outputs => outputs;

    /// <summary>The ONNX nodes that the next plan nodes come from.</summary>
    public string Origin { get; set; } = "";

    public PlanTensor this[int tensor] => tensors[tensor];

    public TensorShape ShapeOf(int tensor) => tensors[tensor].Shape;

    public Interval RangeOf(int tensor) => tensors[tensor].Range;

    private bool IsConstant(int tensor) => constantValues.ContainsKey(tensor);

    private long[] ValuesOf(int constant) =>
        constantValues[constant] ?? throw new PlanException($"{tensors[constant].Name}: a large weight is read by one contraction only");

    /// <summary>A large weight has been read: its values may go, what bounds a contraction with it stays.</summary>
    private void Release(int tensor)
    {
        const int Large = 1 << 20;
        if (constantValues.TryGetValue(tensor, out long[]? values) && values?.Length > Large)
        {
            constantValues[tensor] = null;
        }
    }

    /// <summary>Replaces the theorem about a tensor by a sharper one that another argument gives.</summary>
    public void Know(int tensor, Interval range) => tensors[tensor] = tensors[tensor] with { Range = range };

    /// <summary>The magnitudes of each row of the last axis add up to at most <paramref name="sum"/>.</summary>
    public void KnowRowSum(int tensor, BigInteger sum) => rowSums[tensor] = sum;

    public int Input(string name, string elementType, TensorShape shape, TensorKind kind, int scaleBits, Interval range)
    {
        int id = NewTensor(name, shape, kind, scaleBits, range, range);
        inputs.Add(new PlanPort(id, name, elementType));
        return id;
    }

    public void Output(int tensor, string name, string elementType) => outputs.Add(new PlanPort(tensor, name, elementType));

    /// <summary>A weight, output axis leading and contraction axis lowest, or a small constant.</summary>
    public int Constant(string name, TensorShape shape, int scaleBits, ConstantRecipe recipe, long[] values, bool isTable = false)
    {
        if (values.Length != shape.Elements)
        {
            throw new PlanException($"{name}: {values.Length} values for {shape}");
        }

        var range = new Interval(values.Min(), values.Max());
        int id = NewTensor(name, shape, TensorKind.Real, scaleBits, range, range);
        constants.Add(new PlanConstant(id, recipe, isTable));
        constantValues[id] = values;
        return id;
    }

    /// <summary>A lookup table; equal tables are committed once.</summary>
    public int Table(TableSpec spec)
    {
        foreach (PlanConstant constant in constants)
        {
            if (constant.Recipe is TableRecipe recipe && recipe.Table == spec)
            {
                return constant.Tensor;
            }
        }

        var shape = new TensorShape([spec.Count]);
        return Constant($"table.{constants.Count(static c => c.IsTable)}", shape, spec.OutputBits, new TableRecipe(spec), spec.Evaluate(), isTable: true);
    }

    private int NewTensor(string name, TensorShape shape, TensorKind kind, int scaleBits, Interval range, Interval capacity)
    {
        tensors.Add(new PlanTensor(tensors.Count, name, shape, kind, scaleBits, range, capacity));
        return tensors.Count - 1;
    }

    /// <summary>
    /// Appends a node. <paramref name="bound"/> maps intervals of operands to the output's; it serves theorem and capacity alike unless
    /// <paramref name="capacity"/> says otherwise.
    /// </summary>
    private int Add(
        string name, TensorShape shape, int scaleBits, Func<int, PlanNode> node, Func<Func<int, Interval>, Interval> bound, Interval? capacity = null,
        TensorKind kind = TensorKind.Real)
    {
        Interval range = bound(t => tensors[t].Range);
        int id = NewTensor(name, shape, kind, scaleBits, range, capacity ?? bound(t => tensors[t].Capacity));
        nodes.Add(node(id));
        return id;
    }

    private string NameOf(int tensor, string suffix) => $"{tensors[tensor].Name}.{suffix}";
}
