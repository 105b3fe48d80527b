using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>Operations of the forward pass against their definitions in arbitrary precision.</summary>
public class WitnessTests
{
    [Theory]
    [InlineData("ik,jk->ij", 1000)]
    [InlineData("ki,kj->ij", 1000)]
    [InlineData("hik,hjk->hij", 1000)]
    [InlineData("hik,jhk->ihj", 1000)]
    [InlineData("ij,ij->ij", 1000)]
    [InlineData("ij,i->ij", 1000)]
    [InlineData("ij,ij->i", 1000)]
    [InlineData("ijk,jl->il", 1000)]
    [InlineData("ik,jk->ij", long.MaxValue)]
    [InlineData("hik,jhk->ihj", long.MaxValue)]
    [InlineData("ijk,jl->il", long.MaxValue)]
    public void Contract_AnyPattern_IsItsDefinition(string pattern, long magnitude)
    {
        var sizes = new SortedDictionary<char, int> { ['h'] = 2, ['i'] = 3, ['j'] = 5, ['k'] = 13, ['l'] = 2 };
        string[] sides = pattern.Split("->"), operands = sides[0].Split(',');
        TensorInfo left = Info(0, operands[0], sizes), right = Info(1, operands[1], sizes), output = Info(2, sides[1], sizes);
        long[] a = TinyModels.Random(1, left.Cells, -magnitude, magnitude - 1), b = TinyModels.Random(2, right.Cells, -1000, 1000);
        Witness witness = Make(left, a, right, b);
        witness.Contract(output, left, right, pattern);

        string letters = string.Concat(sizes.Keys.Where(pattern.Contains));
        var expected = new Int128[output.PaddedSize];
        foreach (Dictionary<char, int> index in Indices(letters, sizes))
        {
            Int128 x = a[Flat(operands[0], index, sizes)], y = b[Flat(operands[1], index, sizes)];
            expected[output.Flatten([.. sides[1].Select(letter => index[letter])])] += x * y;
        }

        IntegerTensor actual = witness.Tensor(output);
        Assert.Equal(expected, Enumerable.Range(0, output.PaddedSize).Select(cell => actual[cell]));
        Assert.Equal(magnitude == 1000, actual.IsNarrow);
    }

    [Fact]
    public void Affine_BroadcastOverACausalShape_LeavesMaskedElementsZero()
    {
        TensorInfo rows = new(0, [3]), square = new(1, [3, 3]), output = new(2, [3, 3], causal: true);
        Witness witness = Make(rows, [10, 20, 30], square, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        witness.Affine(output, 100, true, new IntegerTerm(1, rows, 0), new IntegerTerm(-1, square, 0, 1));
        Assert.Equal([109, 0, 0, 0, 116, 115, 0, 0, 123, 122, 121, 0, 0, 0, 0, 0], witness.Tensor(output).Cells.ToArray());
    }

    [Fact]
    public void Affine_BeyondHundredTwentySevenBits_Throws()
    {
        TensorInfo x = new(0, [1]), y = new(1, [1]), output = new(2, [1]);
        Witness witness = Make(x, [long.MaxValue], y, [0]);
        Assert.Throws<OverflowException>(() => witness.Affine(output, 0, false, new IntegerTerm(Int128.One << 100, x, 0)));
    }

    [Fact]
    public void Requantise_OutsideTheSitesCapacity_Throws()
    {
        TensorInfo x = new(0, [2]), y = new(1, [1]), output = new(2, [2]);
        Witness witness = Make(x, [1 << 22, 0], y, [0]);
        Assert.Throws<InvalidOperationException>(() => witness.Requantise(output, new Lookups.Site<Range22>(0, output), x));
    }

    private static Witness Make(TensorInfo left, long[] a, TensorInfo right, long[] b)
    {
        var model = new CompiledModel
        {
            Name = "operands",
            PlanDigest = new string('0', 64),
            LogWidth = 4,
            TensorCount = 3,
            Inputs = [],
            Outputs = [],
            Sites = [],
            Polynomials = [],
            Constants = [],
            MessageBytes = 0,
            Ones = 0,
            Walk = static _ => { },
        };
        ConstantStore store = ConstantStore.Load(new ProvableModel(model, static _ => { }, constants =>
        {
            constants.Set(left, a);
            constants.Set(right, b);
        }));
        return new Witness(model, store, threads: 2, CancellationToken.None);
    }

    private static TensorInfo Info(int id, string letters, SortedDictionary<char, int> sizes) => new(id, [.. letters.Select(letter => sizes[letter])]);

    private static int Flat(string letters, Dictionary<char, int> index, SortedDictionary<char, int> sizes) =>
        letters.Aggregate(0, (flat, letter) => (flat * sizes[letter]) + index[letter]);

    private static IEnumerable<Dictionary<char, int>> Indices(string letters, SortedDictionary<char, int> sizes)
    {
        IEnumerable<Dictionary<char, int>> all = [new()];
        foreach (char letter in letters)
        {
            all = all.SelectMany(index => Enumerable.Range(0, sizes[letter]).Select(value => new Dictionary<char, int>(index) { [letter] = value }));
        }

        return all;
    }
}
