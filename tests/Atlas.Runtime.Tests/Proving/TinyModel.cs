using System.Security.Cryptography;
using System.Text;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>A compiled model made by hand: nodes in plan order, each with its forward step and its relation; levels as docs/protocol.md §5 orders them.</summary>
internal sealed class TinyModel(string name, int logWidth)
{
    private readonly List<(TensorInfo Output, TensorInfo[] Operands, Action<Witness> Forward, Relation Relation)> _nodes = [];
    private readonly List<Port> _inputs = [], _outputs = [];
    private readonly List<Site> _sites = [];
    private readonly List<(TensorInfo Tensor, long[] Values)> _constants = [];
    private readonly List<CommittedPolynomial> _polynomials = [];
    private readonly List<ConstantSlot> _slots = [];
    private int _tensors;

    public TensorInfo Tensor(params int[] dimensions) => new(_tensors++, dimensions);

    public TensorInfo Causal(params int[] dimensions) => new(_tensors++, dimensions, causal: true);

    public TensorInfo Input(long low, long high, params int[] dimensions) => Input(PortKind.Integer, low, high, dimensions);

    public TensorInfo Input(PortKind kind, long low, long high, params int[] dimensions)
    {
        TensorInfo tensor = Tensor(dimensions);
        _inputs.Add(new Port(tensor, $"in{_inputs.Count}", kind, 0, low, high));
        return tensor;
    }

    public void Output(TensorInfo tensor) => _outputs.Add(new Port(tensor, $"out{_outputs.Count}", PortKind.Integer, 0, long.MinValue, long.MaxValue));

    public Site<TLayout> Site<TLayout>(TensorInfo shape)
        where TLayout : IDigitLayout
    {
        var site = new Site<TLayout>(_sites.Count, shape);
        _sites.Add(site);
        return site;
    }

    /// <summary>A constant with a polynomial of its own.</summary>
    public TensorInfo Constant(long[] values, params int[] dimensions)
    {
        TensorInfo tensor = Tensor(dimensions);
        _slots.Add(new ConstantSlot(tensor, _polynomials.Count, 0));
        _polynomials.Add(new CommittedPolynomial($"k{_polynomials.Count}", tensor.Variables));
        _constants.Add((tensor, values));
        return tensor;
    }

    /// <summary>Constants of one size that share a polynomial.</summary>
    public TensorInfo[] Packed(int[] dimensions, params long[][] values)
    {
        TensorInfo[] tensors = [.. values.Select(_ => Tensor(dimensions))];
        for (int i = 0; i < tensors.Length; i++)
        {
            _slots.Add(new ConstantSlot(tensors[i], _polynomials.Count, i));
            _constants.Add((tensors[i], values[i]));
        }

        int blocks = 32 - int.LeadingZeroCount(tensors.Length - 1);
        _polynomials.Add(new CommittedPolynomial($"k{_polynomials.Count}", tensors[0].Variables + blocks));
        return tensors;
    }

    public void Add(Relation relation, Action<Witness> forward, params TensorInfo[] operands) => _nodes.Add((relation.Output, operands, forward, relation));

    public TensorInfo Affine(TensorInfo output, Int128 constant, params (long Coefficient, TensorInfo Tensor, int[] Axes)[] terms)
    {
        AffineTerm[] field = [.. terms.Select(static t => new AffineTerm(Fr.FromInt64(t.Coefficient), t.Tensor, t.Axes))];
        IntegerTerm[] integers = [.. terms.Select(static t => new IntegerTerm(t.Coefficient, t.Tensor, t.Axes))];
        Add(new Affine(output, Fr.FromInt128(constant), field), w => w.Affine(output, constant, false, integers), [.. terms.Select(static t => t.Tensor)]);
        return output;
    }

    public TensorInfo Mask(TensorInfo output, Int128 constant, params (long Coefficient, TensorInfo Tensor, int[] Axes)[] terms)
    {
        AffineTerm[] field = [.. terms.Select(static t => new AffineTerm(Fr.FromInt64(t.Coefficient), t.Tensor, t.Axes))];
        IntegerTerm[] integers = [.. terms.Select(static t => new IntegerTerm(t.Coefficient, t.Tensor, t.Axes))];
        Add(new Mask(output, Fr.FromInt128(constant), field), w => w.Affine(output, constant, true, integers), [.. terms.Select(static t => t.Tensor)]);
        return output;
    }

    public TensorInfo Contract(TensorInfo output, TensorInfo left, TensorInfo right, string pattern)
    {
        Add(new Contraction(output, left, right, pattern), w => w.Contract(output, left, right, pattern), left, right);
        return output;
    }

    public TensorInfo Requantise<TLayout>(TensorInfo output, TensorInfo accumulator)
        where TLayout : IDigitLayout
    {
        Site site = Site<TLayout>(output);
        var relation = new DigitSite(output, site, accumulator, DigitFunctional.Output(site, Fr.One, Fr.Zero), Fr.FromInt64(site.BetaOut));
        Add(relation, w => w.Requantise(output, site, accumulator), accumulator);
        return output;
    }

    public Site Advice<TLayout>(TensorInfo output, Action<Witness, Site> forward, params TensorInfo[] operands)
        where TLayout : IDigitLayout
    {
        Site site = Site<TLayout>(output);
        Add(new DigitSite(output, site, null, DigitFunctional.Output(site, Fr.One, Fr.Zero), Fr.FromInt64(site.BetaOut)), w => forward(w, site), operands);
        return site;
    }

    public TensorInfo Gate<TLayout, TSum>(TensorInfo output, TensorInfo accumulator)
        where TLayout : IDigitLayout
        where TSum : IDigitSum
    {
        Site site = Site<TLayout>(output);
        Add(new Gate<TSum>(output, site, accumulator), w => w.Gate<TSum>(output, site, accumulator), accumulator);
        return output;
    }

    public TensorInfo Table<TLayout, TSum>(TensorInfo output, TensorInfo accumulator, TensorInfo values)
        where TLayout : IDigitLayout
        where TSum : ITableSum
    {
        Site site = Site<TLayout>(output);
        Add(new Table<TSum>(output, site, accumulator, values), w => w.Table<TSum>(output, site, accumulator, values), accumulator, values);
        return output;
    }

    /// <summary>The model; its number of message bytes is counted by a proof.</summary>
    public ProvableModel Build(int messageBytes = 0)
    {
        var model = new CompiledModel
        {
            Name = name,
            PlanDigest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))),
            LogWidth = logWidth,
            TensorCount = _tensors,
            Inputs = [.. _inputs],
            Outputs = [.. _outputs],
            Sites = [.. _sites.Select(RowsOf)],
            Polynomials = [.. _polynomials],
            Constants = [.. _slots],
            MessageBytes = messageBytes,
            Ones = _sites.Sum(static site => (long)site.Count * site.Shape.ValidCells().Count()),
            Walk = Walk,
        };
        return new ProvableModel(model, Forward, LoadConstants);
    }

    private SiteCommitment RowsOf(Site site)
    {
        var rows = new SortedSet<int>();
        foreach (int e in site.Shape.ValidCells())
        {
            for (int c = 0; c < site.Count; c++)
            {
                rows.Add((((c << site.Shape.Variables) | e) << Lookups.Site.Kappa) >> logWidth);
            }
        }

        return new SiteCommitment(site, [.. rows.Select(static row => new RowRange(row, 1))]);
    }

    private void Forward(Witness witness) => _nodes.ForEach(node => node.Forward(witness));

    private void LoadConstants(ConstantStore store) => _constants.ForEach(constant => store.Set(constant.Tensor, constant.Values));

    /// <summary>Depth: outputs 0, a node one more than its deepest reader; nobody's reader but required: 0. Within a depth reverse plan order.</summary>
    private void Walk(Channel channel)
    {
        var depth = new int[_nodes.Count];
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < _nodes.Count; j++)
            {
                if (_nodes[j].Operands.Contains(_nodes[i].Output))
                {
                    depth[i] = Math.Max(depth[i], depth[j] + 1);
                }
            }
        }

        for (int level = 0; level <= depth.Max(); level++)
        {
            Relation[] relations = [.. Enumerable.Range(0, _nodes.Count).Reverse().Where(i => depth[i] == level).Select(i => _nodes[i].Relation)];
            Level.Run(channel, relations);
        }
    }
}
