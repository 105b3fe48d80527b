using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.Commitments;

public class ColumnSelectorTests
{
    [Theory]
    [InlineData(4, 0, 1)]
    [InlineData(6, 0, 4)]
    [InlineData(9, 0, 32)]
    [InlineData(9, 3, 6)]
    [InlineData(9, 31, 1)]
    [InlineData(16, 4000, 96)]
    public void Select_ColumnsWithAndWithoutOnes_GivesThePointsOfTheOnes(int logWidth, int column, int count)
    {
        Srs srs = Srs.CreateInsecureForDevelopment(logWidth, seed: 8);
        var random = new Random(9);
        foreach (int none in (int[])[0, 4, 1])
        {
            byte[] digits = [.. Enumerable.Range(0, count).Select(_ => none > 0 && random.Next(none) == 0 ? Site.NoDigit : (byte)random.Next(Site.K))];
            var expected = G1Jacobian.Infinity;
            for (int e = 0; e < count; e++)
            {
                expected = digits[e] < Site.K ? expected + srs.Powers[((column + e) * Site.K) + digits[e]] : expected;
            }

            foreach (int threads in (int[])[1, 3])
            {
                var selector = new ColumnSelector(srs.Powers, logWidth, threads);
                var indices = new int[count];
                int selected = selector.Select(digits, column, indices);
                var sum = new G1Affine[1];
                SubsetSum.Compute(selector.Points, indices.AsSpan(0, selected), [0, selected], sum);
                Assert.Equal(expected.ToAffine(), sum[0]);
            }
        }
    }

    [Fact]
    public void Select_FullColumns_TakesOnePointForTwo()
    {
        var selector = new ColumnSelector(Srs.CreateInsecureForDevelopment(8, seed: 8).Powers, 8, threads: 1);
        Assert.Equal(8, selector.Select(new byte[16], 0, new int[16]));
    }
}
