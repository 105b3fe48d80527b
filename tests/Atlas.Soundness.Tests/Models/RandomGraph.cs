using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Soundness.Tests.Models;

/// <summary>Random plans of a few nodes over small matrices, with random weights and inputs that are often at the ends of their interval.</summary>
internal sealed class RandomGraph
{
    private const int Steps = 7;
    private readonly Random _random;
    private readonly Graph _graph;
    private readonly List<int> _tensors = [];
    private int _next;

    private RandomGraph(int seed)
    {
        _random = new Random(seed);
        _graph = new Graph($"random-{seed}", _random.Next(4, 9));
    }

    private PlanBuilder Plan => _graph.Plan;

    public static TinyModel Create(int seed) => new RandomGraph(seed).Build();

    private TinyModel Build()
    {
        int rows = _random.Next(1, 6), columns = _random.Next(1, 6);
        _tensors.Add(_graph.Input("x", [rows, columns], -32, 31, Values(rows * columns, -32, 31, extremes: _random.Next(2) == 0)));
        for (int step = 0; step < Steps; step++)
        {
            int x = _tensors[^_random.Next(1, Math.Min(3, _tensors.Count) + 1)];
            if (Apply(x) is { } output)
            {
                _tensors.Add(Small(output));
            }
        }

        // what nobody reads must be an output: the compiler would have removed it
        HashSet<int> read = [.. Plan.Nodes.SelectMany(static node => node.Operands)];
        return _graph.Finish([.. _tensors.Where(tensor => !read.Contains(tensor))]);
    }

    /// <summary>One random operator on a tensor; null where it does not fit the shape.</summary>
    private int? Apply(int x)
    {
        TensorShape shape = Plan.ShapeOf(x);
        int rows = shape.Dimensions[0], columns = shape.Dimensions[1];
        switch (_random.Next(10))
        {
            case 0:
                int width = _random.Next(1, 6);
                return Plan.Contract(Name(), x, _graph.Constant(Name(), [width, columns], Values(width * columns, -15, 15)), "ik,jk->ij");
            case 1:
                return Plan.Relu(Name(), x, _random.Next(0, 5), 0);
            case 2:
                return Activation(x);
            case 3:
                return _graph.Affine(Name(), [rows, columns], _random.Next(-9, 10), (_random.Next(1, 4), x, null), (-1, _graph.Constant(Name(), [columns], Values(columns, -99, 99)), [1]));
            case 4:
                return Plan.Contract(Name(), x, x, "ij,ij->ij");
            case 5 when columns > 1:
                return _graph.LayerNorm(x, 1 << 24, 6, Name());
            case 6 when columns > 1:
                return _graph.Softmax(x, new TensorShape([rows, columns], Causal: rows == columns && _random.Next(2) == 0), 2, TinyModels.ExpTable(4, 8, 1), 14, 6, Name());
            case 7:
                return Plan.Contract(Name(), x, Plan.SumAxis(x), "ij,i->ij");
            case 8 when !shape.Causal:
                return Plan.Contract(Name(), Plan.Transpose(x, [1, 0]), x, "ki,ij->kj");
            case 9 when _tensors.Find(t => t != x && Plan.ShapeOf(t) == shape) is int other and > 0:
                return _graph.Affine(Name(), [rows, columns], 0, (1, x, null), (2, other, null));
            default:
                return null;
        }
    }

    /// <summary>A table around zero with tails on either side, or one side only.</summary>
    private int Activation(int x)
    {
        int bits = _random.Next(3, 6);
        var table = new TableSpec(-(1 << (bits - 1)), 1 << bits, 0, 0, false, new UnaryExpression(UnaryFunction.Abs, new VariableExpression()));
        LinearTail Tail() => _random.Next(3) == 0 ? default : new LinearTail(_random.Next(-1, 2), _random.Next(-9, 10));
        return Plan.Activation(Name(), x, _random.Next(0, 5), bits, table, Tail(), Tail());
    }

    /// <summary>Brings a tensor back to a few bits.</summary>
    private int Small(int tensor)
    {
        int bits = Plan.RangeOf(tensor).Bits;
        return bits > 8 ? Plan.Requantise(Name(), tensor, bits - _random.Next(5, 8), 0) : tensor;
    }

    private string Name() => $"n{_next++}";

    private long[] Values(int count, int low, int high, bool extremes = false) =>
        [.. Enumerable.Range(0, count).Select(_ => (long)(extremes ? (_random.Next(2) == 0 ? low : high) : _random.Next(low, high + 1)))];
}
