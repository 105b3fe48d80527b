using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.MultiScalar;

public class SubsetSumTests
{
    [Theory]
    [InlineData(64, new[] { 0, 1, 2, 3, 50, 0, 200 })]
    [InlineData(500, new[] { 1000, 999, 1, 0, 4096, 3, 3000 })]
    [InlineData(64, new[] { 12000 })]
    [InlineData(64, new int[0])]
    public void Compute_RandomRows_AreSumsOfLogarithms(int baseCount, int[] lengths)
    {
        var points = new Points(baseCount, 5);
        var random = new Random(6);
        var starts = new int[lengths.Length + 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            starts[i + 1] = starts[i] + lengths[i];
        }

        var indices = Enumerable.Range(0, starts[^1]).Select(_ => random.Next(-baseCount, baseCount)).ToArray();
        var sums = new G1Affine[lengths.Length];
        SubsetSum.Compute(points.Bases, indices, starts, sums);
        for (var row = 0; row < lengths.Length; row++)
        {
            var expected = Fr.Zero;
            foreach (var index in indices[starts[row]..starts[row + 1]])
            {
                expected += index >= 0 ? points.Logarithms[index] : -points.Logarithms[~index];
            }

            Assert.Equal(Points.FromLogarithm(expected), sums[row]);
        }
    }

    [Fact]
    public void Compute_ExceptionalPairsEverywhere_AreExact()
    {
        // Every pair of every pass is a doubling, a cancellation or a sum with infinity.
        var bases = new[] { G1Affine.Generator, -G1Affine.Generator, G1Affine.Infinity };
        var indices = new List<int>();
        var starts = new List<int> { 0 };
        var expected = new List<int>();
        foreach (var pattern in (int[][])[[0], [0, 1], [2], [0, 2], [0, 0, 1, 1], [~0, 1], [~0, 0], [~2, 2, 1], [2, 0, 0, 2]])
        {
            for (var copies = 1; copies <= 40; copies += 13)
            {
                for (var i = 0; i < copies; i++)
                {
                    indices.AddRange(pattern);
                }

                starts.Add(indices.Count);
                expected.Add(copies * pattern.Sum(i => i switch { 0 or ~1 => 1, 1 or ~0 => -1, _ => 0 }));
            }
        }

        var sums = new G1Affine[expected.Count];
        SubsetSum.Compute(bases, indices.ToArray(), starts.ToArray(), sums);
        Assert.Equal(expected.Select(e => Points.FromLogarithm(Fr.FromInt64(e))), sums);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public void Compute_IndexOutsideBases_Throws(int index) =>
        Assert.Throws<ArgumentException>(() => SubsetSum.Compute([G1Affine.Generator], [0, index], [0, 2], new G1Affine[1]));

    [Fact]
    public void Compute_StartsDoNotMatchRows_Throws() =>
        Assert.Throws<ArgumentException>(() => SubsetSum.Compute([G1Affine.Generator], [0], [0, 1], new G1Affine[2]));
}
