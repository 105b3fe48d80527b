using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Tests.MultiScalar;

public class MsmTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(300)]
    [InlineData(2500)]
    public void Compute_KnownLogarithms_IsTheInnerProduct(int count)
    {
        var points = new Points(count, 1);
        var scalars = Scalars(count, 2);
        var expected = Points.FromLogarithm(InnerProduct(points.Logarithms, scalars));
        foreach (var threads in (int[])[1, 2, 64])
        {
            Assert.Equal(expected, Msm.Compute(points.Bases, scalars, threads));
        }
    }

    [Fact]
    public void Compute_SamePointsAndScalars_Doubles()
    {
        var bases = Enumerable.Repeat(G1Affine.Generator, 40).Concat(Enumerable.Repeat(-G1Affine.Generator, 39)).ToArray();
        var scalars = Enumerable.Repeat(Fr.FromInt64(-5), bases.Length).ToArray();
        Assert.Equal(Points.FromLogarithm(Fr.FromInt64(-5)), Msm.Compute(bases, scalars));
        Assert.Equal(G1Affine.Infinity, Msm.Compute([G1Affine.Generator, -G1Affine.Generator], scalars.AsSpan(0, 2)));
    }

    [Fact]
    public void Compute_MoreBasesThanScalars_UsesTheFirst()
    {
        var points = new Points(9, 3);
        Assert.Equal(points.Bases[0], Msm.Compute(points.Bases, [Fr.One]));
        Assert.Throws<ArgumentException>(() => Msm.Compute(points.Bases.AsSpan(1), Scalars(9, 1)));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(8, 100)]
    [InlineData(16, 900)]
    [InlineData(33, 2000)]
    [InlineData(64, 200)]
    public void ComputeSmall_SignedIntegers_IsTheInnerProduct(int bits, int count)
    {
        var points = new Points(count, 4);
        var random = new Random(bits);
        var scalars = new long[count];
        for (var i = 0; i < count; i++)
        {
            scalars[i] = bits == 64 ? random.NextInt64(long.MinValue, long.MaxValue) : random.NextInt64(-(1L << bits), (1L << bits) + 1);
        }

        scalars[0] = bits == 64 ? long.MinValue : -(1L << bits);
        var expected = Points.FromLogarithm(InnerProduct(points.Logarithms, scalars.Select(Fr.FromInt64).ToArray()));
        foreach (var threads in (int[])[1, 3])
        {
            Assert.Equal(expected, Msm.ComputeSmall(points.Bases, scalars, threads));
        }
    }

    [Fact]
    public void ComputeSmall_AllZero_IsInfinity() => Assert.True(Msm.ComputeSmall(new Points(5, 1).Bases, new long[5]).IsInfinity);

    private static Fr[] Scalars(int count, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[64];
        return Enumerable.Range(0, count).Select(i =>
        {
            random.NextBytes(bytes);
            return (i % 10) switch { 1 => Fr.Zero, 2 => -Fr.One, 3 => Fr.Half, 4 => Fr.One, _ => Fr.FromWide(bytes) };
        }).ToArray();
    }

    private static Fr InnerProduct(Fr[] a, Fr[] b) => a.Zip(b).Aggregate(Fr.Zero, (sum, pair) => sum + (pair.First * pair.Second));
}
