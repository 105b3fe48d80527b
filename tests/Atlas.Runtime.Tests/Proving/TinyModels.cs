using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>One small model for each relation and composition, and one input for each.</summary>
internal static class TinyModels
{
    public static IEnumerable<string> Names => ["linear", "relu", "table", "layernorm", "softmax", "attention", "gather", "residual", "scalar", "wide"];

    public static (TinyModel Model, long[][] Inputs) Create(string name, int logWidth = 7) => name switch
    {
        "linear" => Linear(logWidth),
        "relu" => ReluOnly(logWidth),
        "table" => Table(logWidth),
        "layernorm" => LayerNorm(logWidth),
        "softmax" => Softmax<Index5>("softmax", heads: 2, rows: 18, logWidth),
        "attention" => Softmax<Index3>("attention", heads: 3, rows: 5, logWidth),
        "gather" => Gather(logWidth),
        "residual" => Residual(logWidth),
        "scalar" => Scalar(logWidth),
        "wide" => Wide(logWidth),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static long[] Random(int seed, int count, long low, long high)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(low, high + 1))];
    }

    /// <summary>x·W^T + b, requantised; the weight is longer than a row of 2^7 cells.</summary>
    private static (TinyModel, long[][]) Linear(int logWidth)
    {
        var m = new TinyModel("linear", logWidth);
        TensorInfo x = m.Input(-100, 100, 3, 13), w = m.Constant(Random(1, 20 * 13, -40, 40), 20, 13);
        TensorInfo[] small = m.Packed([20], Random(2, 20, -300, 300), Random(3, 20, -9, 9), Random(4, 20, -9, 9));
        TensorInfo product = m.Contract(m.Tensor(3, 20), x, w, "ik,jk->ij");
        TensorInfo acc = m.Affine(m.Tensor(3, 20), 17, (1, product, [0, 1]), (2, small[0], [1]), (-1, small[2], [1]));
        TensorInfo y = m.Requantise<Round4>(m.Tensor(3, 20), acc);
        m.Output(y);
        return (m, [Random(5, 39, -100, 100)]);
    }

    private static (TinyModel, long[][]) ReluOnly(int logWidth)
    {
        var m = new TinyModel("relu", logWidth);
        TensorInfo x = m.Input(-60000, 60000, 5, 7);
        m.Output(m.Gate<Round4, Relu>(m.Tensor(5, 7), x));
        long[] values = Random(6, 35, -60000, 60000);
        (values[0], values[1], values[2], values[3]) = (0, -1, -8, -9);
        return (m, [values]);
    }

    /// <summary>Both tails are reached.</summary>
    private static (TinyModel, long[][]) Table(int logWidth)
    {
        var m = new TinyModel("table", logWidth);
        TensorInfo x = m.Input(-8000, 7000, 3, 11), values = m.Constant(Random(7, 64, -1000, 1000), 64);
        m.Output(m.Table<Centred, TwoTails>(m.Tensor(3, 11), x, values));
        long[] inputs = Random(8, 33, -600, 600);
        (inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]) = (-8000, 7000, -520, 503, 504);
        return (m, [inputs]);
    }

    /// <summary>d = n·x - S, q = Σd² + 1, y = floor(sqrt(C/q)) with both slacks, out = requantise(d·y).</summary>
    private static (TinyModel, long[][]) LayerNorm(int logWidth)
    {
        const long c = 1L << 40;
        var m = new TinyModel("layernorm", logWidth);
        TensorInfo x = m.Input(-50, 50, 5, 6), sum = m.Tensor(5);
        m.Add(new SumAxis(sum, x), w => w.SumAxis(sum, x), x);
        TensorInfo d = m.Affine(m.Tensor(5, 6), 0, (6, x, [0, 1]), (-1, sum, [0]));
        TensorInfo q = m.Affine(m.Tensor(5), 1, (1, m.Contract(m.Tensor(5), d, d, "ij,ij->i"), [0]));
        TensorInfo y = m.Tensor(5);
        m.Advice<Range22>(y, (w, site) => w.InverseSquareRoot(y, site, q, c), q);
        TensorInfo t = m.Contract(m.Tensor(5), y, q, "i,i->i"), yt = m.Contract(m.Tensor(5), y, t, "i,i->i");
        m.Requantise<Range44>(m.Tensor(5), m.Affine(m.Tensor(5), c, (-1, yt, [0])));
        m.Requantise<Range44>(m.Tensor(5), m.Affine(m.Tensor(5), -1 - c, (1, yt, [0]), (2, t, [0]), (1, q, [0])));
        m.Output(m.Requantise<Round8>(m.Tensor(5, 6), m.Contract(m.Tensor(5, 6), d, y, "ij,i->ij")));
        return (m, [Random(9, 30, -50, 50)]);
    }

    /// <summary>Causal softmax.</summary>
    private static (TinyModel, long[][]) Softmax<TIndex>(string name, int heads, int rows, int logWidth)
        where TIndex : IDigitLayout
    {
        var m = new TinyModel(name, logWidth);
        TensorInfo x = m.Input(-700, 700, heads, rows, rows), values = m.Constant([.. Enumerable.Range(0, 64).Select(static k => 255L >> (k / 4))], 64);
        TensorInfo region = m.Causal(heads, rows, rows), index = m.Tensor(heads, rows), max = m.Tensor(heads, rows);
        Site indexSite = m.Advice<TIndex>(index, (w, site) => w.ArgMax(index, site, x, region), x);
        m.Add(new RowMax(max, x, region, indexSite), w => w.RowMax(max, x, region, indexSite), x, index);
        TensorInfo z = m.Mask(m.Causal(heads, rows, rows), 0, (1, max, [0, 1]), (-1, x, [0, 1, 2]));
        TensorInfo e = m.Table<OneSided, NoTails>(m.Causal(heads, rows, rows), z, values), sum = m.Tensor(heads, rows);
        m.Add(new SumAxis(sum, e), w => w.SumAxis(sum, e), e);
        TensorInfo one = m.Affine(m.Tensor(heads, rows), 1 << 20), inverse = m.Tensor(heads, rows);
        m.Advice<Range22>(inverse, (w, site) => w.Quotient(inverse, site, one, sum), one, sum);
        TensorInfo product = m.Contract(m.Tensor(heads, rows), inverse, sum, "ij,ij->ij");
        TensorInfo slack = m.Requantise<Range22>(m.Tensor(heads, rows), m.Affine(m.Tensor(heads, rows), 0, (1, one, [0, 1]), (-1, product, [0, 1])));
        m.Requantise<Range22>(m.Tensor(heads, rows), m.Affine(m.Tensor(heads, rows), -1, (1, sum, [0, 1]), (-1, slack, [0, 1])));
        m.Output(m.Requantise<Round8>(m.Causal(heads, rows, rows), m.Contract(m.Causal(heads, rows, rows), e, inverse, "hij,hi->hij")));
        return (m, [Random(10, heads * rows * rows, -700, 700)]);
    }

    private static (TinyModel, long[][]) Gather(int logWidth)
    {
        var m = new TinyModel("gather", logWidth);
        TensorInfo indices = m.Input(PortKind.Index, 0, 9, 4), table = m.Constant(Random(11, 60, -500, 500), 10, 6), rows = m.Tensor(4, 6);
        m.Add(new Gather(rows, indices, table), w => w.Gather(rows, indices, table), indices, table);
        m.Output(rows);
        return (m, [[3, -1, 3, 0]]);
    }

    /// <summary>A tensor with two readers in front of an affine node (a merge), a transpose, a contraction over heads, a comparison, two outputs.</summary>
    private static (TinyModel, long[][]) Residual(int logWidth)
    {
        var m = new TinyModel("residual", logWidth);
        TensorInfo x = m.Input(-30, 30, 6, 5), y = m.Input(-30, 30, 6, 5);
        TensorInfo sum = m.Affine(m.Tensor(6, 5), 3, (2, x, [0, 1]), (1, y, [0, 1])), transposed = m.Tensor(5, 6);
        int[] coordinates = [3, 4, 5, 0, 1, 2];
        m.Add(new Layout(transposed, sum, coordinates), w => w.Layout(transposed, sum, coordinates), sum);
        TensorInfo gram = m.Contract(m.Tensor(5, 5), transposed, sum, "ik,kj->ij");
        TensorInfo product = m.Contract(m.Tensor(6, 5), sum, x, "ij,ij->ij"), positive = m.Tensor(6, 5);
        Site site = m.Site<Round4>(positive);
        DigitFunctional sign = DigitFunctional.Test(site, site.Top, (ReadOnlySpan<int>)[0, 1]);
        m.Add(new DigitSite(positive, site, product, sign, Fr.Zero), w => w.DigitSite(positive, site, product, sign, 0), product);
        m.Output(m.Requantise<Round8>(m.Tensor(5, 5), gram));
        m.Output(m.Affine(m.Tensor(6, 5), 0, (1, positive, [0, 1]), (1, sum, [0, 1])));
        return (m, [Random(12, 30, -30, 30), Random(13, 30, -30, 30)]);
    }

    /// <summary>One element; the constant has fewer than four variables.</summary>
    private static (TinyModel, long[][]) Scalar(int logWidth)
    {
        var m = new TinyModel("scalar", logWidth);
        TensorInfo x = m.Input(-50, 50, 1, 3), w = m.Constant([7, -5, 11], 1, 3);
        m.Output(m.Requantise<Round4>(m.Tensor(1, 1), m.Contract(m.Tensor(1, 1), x, w, "ik,jk->ij")));
        return (m, [[50, -3, 9]]);
    }

    /// <summary>Row integers of more than 64 bits: y = floor(sqrt(2^80 / q)), s = 2^80 - y²·q in a range of 44 bits.</summary>
    private static (TinyModel, long[][]) Wide(int logWidth)
    {
        Int128 c = Int128.One << 80;
        var m = new TinyModel("wide", logWidth);
        TensorInfo q = m.Input(1, 3, 9), y = m.Tensor(9);
        m.Advice<Range44>(y, (w, site) => w.InverseSquareRoot(y, site, q, c), q);
        TensorInfo yq = m.Contract(m.Tensor(9), y, q, "i,i->i"), yyq = m.Contract(m.Tensor(9), y, yq, "i,i->i");
        m.Requantise<Range44>(m.Tensor(9), m.Affine(m.Tensor(9), c, (-1, yyq, [0])));
        TensorInfo pairs = m.Tensor(9, 1);
        m.Add(new Layout(pairs, yyq, [0, 1, 2, 3]), w => w.Layout(pairs, yyq, [0, 1, 2, 3]), yyq);
        m.Requantise<Range44>(m.Tensor(9, 1), m.Mask(m.Tensor(9, 1), c, (-1, pairs, [0, 1])));
        m.Output(m.Requantise<Round8>(m.Tensor(9), m.Affine(m.Tensor(9), 0, (1, q, [0]))));
        return (m, [[1, 2, 3, 3, 2, 1, 1, 2, 3]]);
    }
}
