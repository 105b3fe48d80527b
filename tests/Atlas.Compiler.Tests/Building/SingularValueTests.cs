using Atlas.Compiler.Building;
using CsCheck;

namespace Atlas.Compiler.Tests.Building;

public class SingularValueTests
{
    [Fact]
    public void UpperBound_OfADiagonal_IsSlightlyAboveItsLargestEntry()
    {
        long[] diagonal = [7, 0, 0, 0, -40, 0, 0, 0, 3];
        Assert.InRange(SingularValue.UpperBound(diagonal, 3, 3), 40, 40.01);
    }

    [Fact]
    public void UpperBound_OfAnyMatrix_ExceedsWhatPowerIterationFinds() => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int).Sample((rows, columns, seed) =>
    {
        var random = new Random(seed);
        long[] matrix = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextInt64(-4096, 4097))];
        double[] x = [.. Enumerable.Range(0, columns).Select(_ => random.NextDouble() - 0.5)];
        double gain = 0;
        for (int step = 0; step < 50; step++)
        {
            double norm = Math.Sqrt(x.Sum(static v => v * v));
            x = [.. x.Select(v => norm == 0 ? 0 : v / norm)];
            double[] y = [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Sum(k => matrix[(i * columns) + k] * x[k]))];
            gain = Math.Sqrt(y.Sum(static v => v * v));
            x = [.. Enumerable.Range(0, columns).Select(k => Enumerable.Range(0, rows).Sum(i => matrix[(i * columns) + k] * y[i]))];
        }

        Assert.True(SingularValue.UpperBound(matrix, rows, columns) >= gain * (1 - 1e-12));
    });

    [Fact]
    public void UpperBound_OfALargeMatrix_IsItsFrobeniusNorm() =>
        Assert.Equal(300, SingularValue.UpperBound(Enumerable.Repeat(1L, 300 * 300).ToArray(), 300, 300), 0.01);
}
