using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.MultiScalar;

public class FixedBasesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Multiply_VectorsOfManyLengths_AreInnerProducts(int threads)
    {
        var points = new Points(300, 7);
        var bases = new FixedBases(points.Bases, threads);
        Fr[][] vectors = [.. ((int[])[300, 150, 1, 0, 2, 299]).Select(length => Scalars(length))];
        G1Affine[] products = bases.Multiply([.. vectors.Select(static vector => (ReadOnlyMemory<Fr>)vector)], threads);
        Assert.Equal(
            vectors.Select(vector => Points.FromLogarithm(vector.Zip(points.Logarithms).Aggregate(Fr.Zero, (sum, p) => sum + (p.First * p.Second)))),
            products);
    }

    [Fact]
    public void Multiply_EqualAndOppositeBases_IsExact()
    {
        G1Affine[] bases = [.. Enumerable.Repeat(G1Affine.Generator, 20), .. Enumerable.Repeat(-G1Affine.Generator, 19), G1Affine.Infinity];
        Fr[] scalars = [.. Enumerable.Repeat(Fr.FromInt64(-123456789), bases.Length)];
        var table = new FixedBases(bases, 2);
        Assert.Equal([Points.FromLogarithm(scalars[0]), G1Affine.Infinity], table.Multiply([scalars, new Fr[40]], 2));
    }

    private static Fr[] Scalars(int count)
    {
        var random = new Random(count);
        var bytes = new byte[64];
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            random.NextBytes(bytes);
            return (i % 7) switch { 1 => Fr.Zero, 2 => -Fr.One, 3 => Fr.One, _ => Fr.FromWide(bytes) };
        })];
    }
}
