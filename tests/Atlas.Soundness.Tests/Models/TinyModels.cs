using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Soundness.Tests.Models;

/// <summary>Graphs of a few elements, one or two for each relation; no size is a power of two unless a test is about that.</summary>
internal static class TinyModels
{
    private static readonly TableExpression X = new VariableExpression();
    private static readonly Dictionary<string, TinyModel> Made = [];

    /// <summary>Every relation of the plan occurs in one of them.</summary>
    public static IReadOnlyDictionary<string, Func<TinyModel>> All { get; } = new Dictionary<string, Func<TinyModel>>
    {
        ["mlp"] = Mlp,
        ["layer-norm"] = LayerNorm,
        ["attention"] = Attention,
        ["gelu-residual"] = GeluResidual,
        ["embedding"] = Embedding,
        ["softmax"] = Softmax,
        ["tails"] = Tails,
        ["maximum"] = Maximum,
        ["arg-max"] = ArgMax,
        ["quotients"] = Quotients,
        ["sum-only"] = () => SumOnly("direct"),
        ["batched"] = Batched,
        ["one-element"] = OneElement,
        ["linear"] = Linear,
        ["squares"] = Squares,
    };

    /// <summary>A model, built once: forging it again and again needs its key only once.</summary>
    public static TinyModel Get(string name)
    {
        lock (Made)
        {
            if (!Made.TryGetValue(name, out TinyModel? model))
            {
                Made.Add(name, model = All[name]());
            }

            return model;
        }
    }

    /// <summary>3×5 → 6 → 3: matmul, bias, ReLU with requantisation by 5 bits (splits a digit), matmul, requantisation; a weight of several rows.</summary>
    private static TinyModel Mlp()
    {
        var g = new Graph("mlp", 5);
        int x = g.Input("x", [3, 5], -64, 63, Graph.Integers(4, 15, -64, 63));
        int w1 = g.Constant("w1", [6, 5], Graph.Integers(1, 30, -15, 15)), b1 = g.Constant("b1", [6], Graph.Integers(2, 6, -500, 500));
        int w2 = g.Constant("w2", [3, 6], Graph.Integers(3, 18, -15, 15));
        int biased = g.Affine("hb", [3, 6], 0, (1, g.Plan.Contract("h", x, w1, "ik,jk->ij"), null), (1, b1, [1]));
        int hidden = g.Plan.Relu("a", biased, 5, 0);
        return g.Finish(g.Plan.Requantise("y", g.Plan.Contract("o", hidden, w2, "ik,jk->ij"), 6, 0));
    }

    private static TinyModel LayerNorm()
    {
        var g = new Graph("layer-norm");
        int x = g.Input("x", [3, 5], -64, 63, Graph.Integers(5, 15, -64, 63));
        return g.Finish(g.LayerNorm(x, 1 << 24, 6));
    }

    /// <summary>Single-head causal attention, sequence 6, width 3.</summary>
    private static TinyModel Attention()
    {
        var g = new Graph("attention", 7);
        int x = g.Input("x", [6, 3], -8, 7, Graph.Integers(6, 18, -8, 7));
        int[] parts = [.. Enumerable.Range(0, 3).Select(i =>
            g.Plan.Requantise($"p{i}", g.Plan.Contract($"p{i}0", x, g.Constant($"w{i}", [3, 3], Graph.Integers(20 + i, 9, -7, 7)), "ik,jk->ij"), 2, 0))];
        int scores = g.Plan.Contract("s", parts[0], parts[1], "ik,jk->ij");
        int p = g.Softmax(scores, new TensorShape([6, 6], Causal: true), 4, ExpTable(6, 8, 3), 16, 8);
        return g.Finish(g.Plan.Requantise("y", g.Plan.Contract("c", p, parts[2], "ij,jk->ik"), 5, 0));
    }

    /// <summary>A table with tails in a residual; t has two consumers.</summary>
    private static TinyModel GeluResidual()
    {
        var g = new Graph("gelu-residual");
        int x = g.Input("x", [3, 5], -16, 15, Graph.Integers(9, 15, -16, 15));
        int t = g.Plan.Requantise("t", g.Plan.Contract("h", x, g.Constant("w1", [3, 5], Graph.Integers(7, 15, -9, 9)), "ik,jk->ij"), 3, 0);
        int u = g.Plan.Contract("u", t, g.Constant("w2", [3, 3], Graph.Integers(8, 9, -9, 9)), "ik,jk->ij");
        var gelu = new TableSpec(-8, 16, 2, 2, false, new BinaryExpression(BinaryFunction.Multiply, X, new UnaryExpression(UnaryFunction.Sigmoid, X)));
        int activated = g.Plan.Activation("g", u, 3, 4, gelu, new LinearTail(0, 0), new LinearTail(1, 0));
        return g.Finish(g.Affine("y", [3, 3], 0, (1, t, null), (1, activated, null)));
    }

    /// <summary>6 public ids, one of them negative, from 7 embeddings of width 3, plus positions; a slice of one column as a second output.</summary>
    private static TinyModel Embedding()
    {
        var g = new Graph("embedding", 4);
        int ids = g.Indices("ids", 7, [3, 0, -1, 6, 1, 5]);
        int wte = g.Constant("wte", [7, 3], Graph.Integers(10, 21, -99, 99)), wpe = g.Constant("wpe", [6, 3], Graph.Integers(11, 18, -99, 99));
        int x = g.Affine("x", [6, 3], 0, (1, g.Plan.Gather("e", ids, wte), null), (1, wpe, null));
        int h = g.Plan.Contract("h", x, g.Constant("w", [5, 3], Graph.Integers(12, 15, -9, 9)), "ik,jk->ij");
        return g.Finish(g.Plan.Requantise("q", h, 4, 0), g.Plan.Slice(h, 1, 4, 1));
    }

    private static TinyModel Softmax()
    {
        var g = new Graph("softmax");
        int x = g.Input("x", [3, 5], -40, 40, [3, -9, 20, 19, 1, -40, -33, -38, -33, -40, 5, 40, 39, 38, 37]);
        return g.Finish(g.Softmax(x, g.Plan.ShapeOf(x), 2, ExpTable(4, 8, 1), 14, 6));
    }

    /// <summary>|x| inside [-8, 8), 5 - x below and x + 7 above, three digits above the index.</summary>
    private static TinyModel Tails()
    {
        var g = new Graph("tails");
        int x = g.Input("x", [5], -3000, 3000, [-3000, 3000, 7, -16, 200]);
        var table = new TableSpec(-8, 16, 0, 0, false, new UnaryExpression(UnaryFunction.Abs, X));
        return g.Finish(g.Plan.Activation("y", x, 1, 4, table, new LinearTail(-1, 5), new LinearTail(1, 7)));
    }

    /// <summary>A row maximum whose bound is a site that nobody reads.</summary>
    private static TinyModel Maximum()
    {
        var g = new Graph("maximum");
        int x = g.Input("x", [3, 5], -9, 9, [1, 2, 3, 9, -5, 0, 0, 0, 0, 1, -1, -2, -3, -4, -5]);
        int m = g.Plan.RowMax("m", x, g.Plan.ShapeOf(x));
        int gap = g.Plan.Gap("gap", m, x, g.Plan.ShapeOf(x));
        g.Plan.Require("bound", gap, g.Plan.RangeOf(gap).High);
        return g.Finish(m);
    }

    /// <summary>Lowest column of the maximum by the keys 8·x + (d - 1 - j); row 0 has a tie, row 1 is constant.</summary>
    private static TinyModel ArgMax()
    {
        var g = new Graph("arg-max");
        int x = g.Input("x", [2, 6], -9, 9, [4, 9, 0, 9, 9, 1, 5, 5, 5, 5, 5, 5]);
        int keys = g.Affine("keys", [2, 6], 0, (8, x, null), (1, g.Constant("iota", [6], [5, 4, 3, 2, 1, 0]), [1]));
        int m = g.Plan.RowMax("m", keys, g.Plan.ShapeOf(keys));
        int gap = g.Plan.Gap("gap", m, keys, g.Plan.ShapeOf(keys));
        g.Plan.Require("bound", gap, g.Plan.RangeOf(gap).High);
        return g.Finish(g.Plan.Nodes.OfType<RowMaxNode>().Single().Index, m);
    }

    private static TinyModel Quotients()
    {
        var g = new Graph("quotients");
        int a = g.Input("a", [3], 0, 400, [0, 399, 77]), b = g.Input("b", [3], 1, 9, [1, 9, 4]);
        return g.Finish(g.Plan.Quotient("quotient", a, b, 0), g.Plan.InverseSquareRoot("root", b, 1 << 12, 0));
    }

    /// <summary>A requantisation or a table whose only consumer is a sum, directly, through an affine node or through a contraction.</summary>
    public static TinyModel SumOnly(string via)
    {
        var g = new Graph($"sum-only-{via}");
        int x = g.Input("x", [3, 5], -64, 63, Graph.Integers(4, 15, -64, 63));
        int h = g.Plan.Contract("h", x, g.Constant("w", [6, 5], Graph.Integers(1, 30, -15, 15)), "ik,jk->ij");
        var relu = new TableSpec(-128, 256, 0, 0, false, new UnaryExpression(UnaryFunction.Relu, X));
        int t = via == "table" ? g.Plan.Activation("t", h, 5, 8, relu, new LinearTail(0, 0), new LinearTail(1, 0)) : g.Plan.Requantise("t", h, 5, 0);
        return g.Finish(via switch
        {
            "affine" => g.Plan.SumAxis(g.Affine("u", [3, 6], 1, (2, t, null))),
            "contraction" => g.Plan.Contract("y", t, g.Constant("v", [3], [1, 2, 3]), "ij,i->i"),
            _ => g.Plan.SumAxis(t),
        });
    }

    /// <summary>Two heads in one batched contraction under a causal mask.</summary>
    private static TinyModel Batched()
    {
        var g = new Graph("batched");
        int a = g.Input("a", [3, 2, 5], -9, 9, Graph.Integers(1, 30, -9, 9)), b = g.Input("b", [3, 2, 5], -9, 9, Graph.Integers(2, 30, -9, 9));
        int scores = g.Plan.Contract("s", a, b, "ihk,jhk->hij");
        int masked = g.Plan.Affine("masked", new TensorShape([2, 3, 3], Causal: true), 0, [g.Plan.Term(1, scores)]);
        int y = g.Plan.Requantise("q", masked, 2, 0);
        return g.Finish(g.Plan.Contract("sum", y, g.Constant("ones", [3], [1, 1, 1]), "hij,j->hi"));
    }

    private static TinyModel OneElement()
    {
        var g = new Graph("one-element");
        int x = g.Input("x", [1, 1], -9, 9, [7]);
        int a = g.Plan.Relu("a", g.Plan.Contract("h", x, g.Constant("w", [1, 1], [3]), "ik,jk->ij"), 1, 0);
        return g.Finish(g.Plan.Requantise("y", g.Affine("b", [1, 1], 0, (1, a, null), (2, a, null)), 2, 0));
    }

    /// <summary>No site and nothing committed: zero polynomials to open.</summary>
    private static TinyModel Linear()
    {
        var g = new Graph("linear");
        int x = g.Input("x", [3, 2], -9, 9, [0, 1, 2, 3, 4, 5]);
        return g.Finish(g.Affine("y", [3, 2], -1, (3, x, null)));
    }

    /// <summary>Squared ReLU: a product of a tensor with itself, read by a transposed second consumer too.</summary>
    private static TinyModel Squares()
    {
        var g = new Graph("squares");
        int x = g.Input("x", [4, 3], -20, 20, Graph.Integers(8, 12, -20, 20));
        int r = g.Plan.Relu("r", x, 0, 0);
        int s = g.Plan.Requantise("s", g.Plan.Contract("rr", r, r, "ij,ij->ij"), 4, 0);
        return g.Finish(s, g.Plan.Contract("gram", s, g.Plan.Transpose(r, [1, 0]), "ik,kj->ij"));
    }

    /// <summary>2^bits entries of exp(-z·2^-step) at interval midpoints.</summary>
    public static TableSpec ExpTable(int bits, int outputBits, int step) =>
        new(0, 1 << bits, step, outputBits, true, new UnaryExpression(UnaryFunction.Exp, new UnaryExpression(UnaryFunction.Negate, X)));
}
