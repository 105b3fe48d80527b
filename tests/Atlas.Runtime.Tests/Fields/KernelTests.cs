using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Fields;

/// <summary>Every back end that this machine has, against single elements.</summary>
public class KernelTests
{
    public static readonly TheoryData<string> Backends = new(VectorBackend.All.Where(b => b.IsAvailable).Select(b => b.Name));

    private static readonly Fr[] Edges = EdgeValues.Below(Fr.Modulus).Select(Fr.FromBigInteger).ToArray();

    [Theory]
    [MemberData(nameof(Backends))]
    public void MultiplyScalar_EdgeValuesCrossed_EqualsOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var result = new Fr[Edges.Length];
        foreach (var scalar in Edges)
        {
            kernels.MultiplyScalar(result, Edges, in scalar);
            Assert.Equal(Edges.Select(a => a * scalar), result);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void MultiplyScalar_FormsNearTheModulus_AreCanonical(string name)
    {
        // The form of k·R^-1 is k: these put small, and nearly p large, integers into the kernel's comparisons.
        var kernels = VectorBackend.Choose(name).Kernels;
        var unit = Fr.FromBigInteger(BigInteger.One << 261).Invert();
        var values = Enumerable.Range(-8, 17).Select(k => Fr.FromInt64(k) * unit).ToArray();
        var result = new Fr[values.Length];
        foreach (var factor in (Fr[])[Fr.One, -Fr.One, unit, Fr.FromInt64(2), Fr.Half])
        {
            kernels.MultiplyScalar(result, values, in factor);
            Assert.Equal(values.Select(a => a * factor), result);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Fold_ChallengeAndAnyPoint_EqualsOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var challenge = Fr.FromChallenge([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255]);
        foreach (var r in (Fr[])[Fr.Zero, Fr.One, Fr.Half, -Fr.One, challenge])
        {
            var low = Edges.ToArray();
            var high = Edges.Reverse().ToArray();
            var expected = low.Zip(high).Select(pair => pair.First + (r * (pair.Second - pair.First))).ToArray();
            kernels.Fold(low, low, high, in r);
            Assert.Equal(expected, low);
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void InnerProduct_AnyLength_EqualsTheSum(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var random = new Random(8);
        foreach (var length in (int[])[0, 1, 7, 8, 9, 100, 5000])
        {
            var a = Enumerable.Range(0, length).Select(i => Edges[random.Next(Edges.Length)]).ToArray();
            var b = Enumerable.Range(0, length).Select(i => length == 5000 ? -Fr.One : Edges[random.Next(Edges.Length)]).ToArray();
            Assert.Equal(Sum(a, b), kernels.InnerProduct(a, b));
            foreach (var bits in (int[])[1, 8, 31, 32, 45, 62, 63, 64])
            {
                var k = Integers(length, bits);
                Assert.Equal(Sum(a, k.Select(Fr.FromInt64)), kernels.InnerProduct(a, k));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void MultiplyAddAndFoldInterleaved_ChallengeAndAnyScalar_EqualOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var challenge = Fr.FromChallenge([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255]);
        foreach (var r in (Fr[])[Fr.Zero, Fr.One, Fr.Half, -Fr.One, challenge])
        {
            var sum = Edges.ToArray();
            var a = Edges.Reverse().ToArray();
            kernels.MultiplyAdd(sum, a, in r);
            Assert.Equal(Edges.Zip(a, (x, y) => x + (r * y)), sum);
            for (var length = 0; length <= 40; length++)
            {
                var pairs = Enumerable.Range(0, 2 * length).Select(i => Edges[i * 7 % Edges.Length]).ToArray();
                var expected = pairs.Chunk(2).Select(pair => pair[0] + (r * (pair[1] - pair[0]))).ToArray();
                kernels.FoldInterleaved(pairs.AsSpan(0, length), pairs, in r);
                Assert.Equal(expected, pairs[..length]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void Sums_AnyLength_EqualOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        var random = new Random(9);
        foreach (var length in (int[])[0, 1, 7, 8, 9, 100, 5000])
        {
            var tables = Enumerable.Range(0, 6)
                .Select(_ => Enumerable.Range(0, length).Select(_ => length == 5000 ? -Fr.One : Edges[random.Next(Edges.Length)]).ToArray()).ToArray();
            Assert.Equal(tables[0].Aggregate(Fr.Zero, (sum, x) => sum + x), kernels.Sum(tables[0]));
            Assert.Equal(Sum(tables[0].Zip(tables[1], (x, y) => x * y), tables[2]), kernels.InnerProduct(tables[0], tables[1], tables[2]));
            var quadratic = kernels.QuadraticSums(new(tables[0], tables[1]), new(tables[2], tables[3]));
            Assert.Equal(At(0, 2), quadratic.Constant);
            Assert.Equal(At(1, 2) + At(-1, 2) - At(0, 2).Double(), quadratic.Leading.Double());
            var cubic = kernels.CubicSums(new(tables[0], tables[1]), new(tables[2], tables[3]), new(tables[4], tables[5]));
            Assert.Equal(At(0, 3), cubic.Constant);
            Assert.Equal(At(-1, 3), cubic.AtMinusOne);
            Assert.Equal(At(2, 3) - At(-1, 3) + (Fr.FromInt64(3) * (At(0, 3) - At(1, 3))), Fr.FromInt64(6) * cubic.Leading);

            // The sum over i of the product of some lines at x.
            Fr At(long x, int factors)
            {
                var sum = Fr.Zero;
                for (var i = 0; i < length; i++)
                {
                    var product = Fr.One;
                    for (var f = 0; f < 2 * factors; f += 2)
                    {
                        product *= tables[f][i] + (Fr.FromInt64(x) * (tables[f + 1][i] - tables[f][i]));
                    }

                    sum += product;
                }

                return sum;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void ProductSums_AnyFactorsAndRange_EqualOneByOne(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        const int half = 3000, stride = 2 * half;
        foreach (var (factors, start, count) in new[] { (1, 0, 8), (2, 8, 9), (4, 5, 77), (4, 0, half), (6, 0, 7), (19, 0, 1024), (3, 1, 0) })
        {
            // Many of the greatest element, whose sums come closest to their bounds, and some zeros.
            var tables = Enumerable.Range(0, factors * stride).Select(i => i % stride < 24 ? Fr.Zero : i % 3 == 0 ? Edges[i % Edges.Length] : -Fr.One).ToArray();
            var weights = Enumerable.Range(0, count).Select(i => Edges[i * 5 % Edges.Length]).ToArray();
            var lines = new FactorLines(tables, factors, stride, half);
            foreach (var isWeighted in (bool[])[true, false])
            {
                var sums = Enumerable.Repeat(Fr.One, factors).ToArray();
                kernels.ProductSums(sums, in lines, start, count, isWeighted ? weights : []);
                for (var k = 0; k < factors; k++)
                {
                    Assert.Equal(Fr.One + At(k == 0 ? 0 : k + 1, isWeighted), sums[k]);
                }
            }

            Fr At(long x, bool isWeighted)
            {
                var sum = Fr.Zero;
                for (var i = 0; i < count; i++)
                {
                    var product = isWeighted ? weights[i] : Fr.One;
                    for (var f = 0; f < factors; f++)
                    {
                        Fr low = tables[(f * stride) + start + i], high = tables[(f * stride) + half + start + i];
                        product *= low + (Fr.FromInt64(x) * (high - low));
                    }

                    sum += product;
                }

                return sum;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Backends))]
    public void CombineRows_AnyIntegersAndOffsets_EqualsTheSums(string name)
    {
        var kernels = VectorBackend.Choose(name).Kernels;
        foreach (var (rows, columns, step) in new[] { (1, 1, 1), (3, 8, 1), (64, 20, 1), (33, 17, 3), (500, 9, 2) })
        {
            foreach (var bits in (int[])[1, 12, 32, 40, 62, 64])
            {
                var cells = Integers(rows * columns * step, bits);
                var weights = Enumerable.Range(0, rows).Select(i => bits == 32 ? -Fr.One : Edges[i % Edges.Length]).ToArray();
                var rowOffsets = Enumerable.Range(0, rows).Select(i => step == 2 ? i : (rows - 1 - i) * columns * step).ToArray();
                var columnOffsets = Enumerable.Range(0, columns).Select(j => step == 2 ? j * rows : j * step).ToArray();
                var result = new Fr[columns];
                kernels.CombineRows(result, weights, cells, rowOffsets, columnOffsets);
                for (var j = 0; j < columns; j++)
                {
                    var column = rowOffsets.Select(offset => Fr.FromInt64(cells[offset + columnOffsets[j]]));
                    Assert.True(Sum(weights, column) == result[j], $"{rows} rows, column {j} of {columns}, step {step}, {bits} bits");
                }
            }
        }
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-1, 0)]
    [InlineData(3, 3)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void CombineRows_OffsetOutsideCells_Throws(int row, int column) =>
        Assert.Throws<ArgumentException>(() => Kernels.CombineRows(new Fr[1], new Fr[1], new long[6], [row], [column]));

    /// <summary>Signed integers of a length in bits, the extremes among them, once in a row so that sums grow as far as they can.</summary>
    private static long[] Integers(int count, int bits)
    {
        var random = new Random(bits);
        var lowest = bits == 64 ? long.MinValue : -(1L << (bits - 1));
        return Enumerable.Range(0, count).Select(i => (i / 64 % 3) switch
        {
            0 => lowest,
            1 => ~lowest,
            _ => random.NextInt64(lowest, bits == 64 ? long.MaxValue : 1L << (bits - 1)),
        }).ToArray();
    }

    [Fact]
    public void Kernels_LengthsDiffer_Throw()
    {
        Assert.Throws<ArgumentException>(() => Kernels.Multiply(new Fr[2], new Fr[2], new Fr[3]));
        Assert.Throws<ArgumentException>(() => Kernels.InnerProduct(new Fr[2], new long[3]));
        Assert.Throws<ArgumentException>(() => Kernels.FoldInterleaved(new Fr[2], new Fr[5], Fr.One));
        Assert.Throws<ArgumentException>(() => Kernels.QuadraticSums(new(new Fr[2], new Fr[2]), new(new Fr[3], new Fr[3])));
        Assert.Throws<ArgumentException>(() => new Halves(new Fr[2], new Fr[3]).Count);
    }

    [Theory]
    [InlineData("neon")]
    [InlineData("none")]
    [InlineData("AVX512")]
    public void Choose_NotAvailable_NamesTheChoices(string name)
    {
        var error = Assert.Throws<AtlasConfigurationException>(() => VectorBackend.Choose(name));
        Assert.Contains("scalar", error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_EveryBackend_TellsWhyOrHow()
    {
        var lines = VectorBackend.Describe().Split('\n');
        Assert.Equal(VectorBackend.All.Count, lines.Length);
        Assert.All(lines.Zip(VectorBackend.All), pair => Assert.Contains($"{pair.Second.Name} ({pair.Second.Reason})", pair.First, StringComparison.Ordinal));
        Assert.StartsWith("in use", Assert.Single(lines, line => line.Contains(VectorBackend.Current.Name, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_NoName_IsTheFirstAvailable() =>
        Assert.Equal(VectorBackend.All.First(b => b.IsAvailable).Name, VectorBackend.Choose(null).Name);

    private static Fr Sum(IEnumerable<Fr> a, IEnumerable<Fr> b) => a.Zip(b).Aggregate(Fr.Zero, (sum, pair) => sum + (pair.First * pair.Second));
}
