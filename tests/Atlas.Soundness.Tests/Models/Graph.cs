using System.Numerics;
using Atlas.Compiler;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Soundness.Tests.Models;

/// <summary>Short ways to say tiny plans: integers instead of reals, no scales.</summary>
internal sealed class Graph(string name, int logWidth = 6)
{
    private readonly PlanBuilder _plan = new();
    private readonly List<BigInteger[]> _inputs = [];

    public PlanBuilder Plan => _plan;

    public int Input(string input, int[] dimensions, long low, long high, long[] values)
    {
        int tensor = _plan.Input(input, "int64", new TensorShape([.. dimensions]), TensorKind.Real, 0, new Interval(low, high));
        _inputs.Add([.. values.Select(static v => (BigInteger)v)]);
        return tensor;
    }

    public int Indices(string input, int size, long[] values)
    {
        int tensor = _plan.Input(input, "int64", new TensorShape([values.Length]), TensorKind.Index, 0, new Interval(0, size - 1));
        _inputs.Add([.. values.Select(static v => (BigInteger)v)]);
        return tensor;
    }

    public int Constant(string constant, int[] dimensions, long[] values) =>
        _plan.Constant(constant, new TensorShape([.. dimensions]), 0, new IntegersRecipe([.. values]), values);

    public int Affine(string output, int[] dimensions, BigInteger constant, params (long Coefficient, int Tensor, int[]? Axes)[] terms) => _plan.Affine(
        output,
        new TensorShape([.. dimensions]),
        0,
        [.. terms.Select(t => t.Axes is null ? _plan.Term(t.Coefficient, t.Tensor) : new AffineTerm(t.Coefficient, t.Tensor, [.. t.Axes]))],
        constant);

    /// <summary>Softmax on integers: e = table((max - x) / 2^shift), inv = floor(2^k / Σe), out = e·inv / 2^down.</summary>
    public int Softmax(int scores, TensorShape region, int shift, TableSpec table, int k, int down, string prefix = "")
    {
        string letters = PlanBuilder.Letters(region.Rank), rows = letters[..^1];
        int maximum = _plan.RowMax(prefix + "max", scores, region);
        int gap = _plan.Gap(prefix + "gap", maximum, scores, region);
        int e = _plan.OneSided(prefix + "exp", gap, shift, PlanMath.AxisBits(table.Count), table);
        int sum = _plan.SumAxis(e);
        _plan.Know(sum, new Interval(_plan.RangeOf(e).High, _plan.RangeOf(sum).High));
        int one = _plan.Affine(prefix + "one", region.Rows, 0, [], BigInteger.One << k);
        int inverse = _plan.Quotient(prefix + "inverse", one, sum, 0);
        int product = _plan.Contract(prefix + "product", e, inverse, $"{letters},{rows}->{letters}");
        _plan.Know(product, new Interval(0, BigInteger.One << k));
        return _plan.Requantise(prefix + "probabilities", product, down, 0);
    }

    /// <summary>d = n·x - Σx, q = Σd² + 1, y = floor(sqrt(C / q)), out = d·y / 2^shift.</summary>
    public int LayerNorm(int x, BigInteger constant, int shift, string prefix = "")
    {
        TensorShape shape = _plan.ShapeOf(x);
        int n = shape.Dimensions[^1];
        int d = Affine(prefix + "d", [.. shape.Dimensions], 0, (n, x, null), (-1, _plan.SumAxis(x), [0]));
        int squares = _plan.Contract(prefix + "squares", d, d, "ij,ij->i");
        int q = Affine(prefix + "q", [.. shape.Rows.Dimensions], 1, (1, squares, null));
        _plan.Know(q, new Interval(1, _plan.RangeOf(q).High));
        int root = _plan.InverseSquareRoot(prefix + "root", q, constant, 0);
        int product = _plan.Contract(prefix + "product", d, root, "ij,i->ij");
        return _plan.Requantise(prefix + "normalised", product, shift, 0);
    }

    public TinyModel Finish(params int[] outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            _plan.Output(outputs[i], outputs.Length == 1 ? "y" : $"y{i}", "int64");
        }

        ProofPlan plan = ModelCompiler.Finish(_plan, null, name, new string('0', 64), new PlanOptions { CommitmentWidth = logWidth });
        return new TinyModel(plan, [.. _inputs]);
    }

    /// <summary>Deterministic integers in [low, high].</summary>
    public static long[] Integers(int seed, int count, int low, int high)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(low, high + 1))];
    }
}
