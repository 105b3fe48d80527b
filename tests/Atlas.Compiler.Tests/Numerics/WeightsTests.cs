using Atlas.Compiler.Numerics;

namespace Atlas.Compiler.Tests.Numerics;

public class WeightsTests
{
    private static readonly Weights Matrix = Weights.Literal([0, 1, 2, 3, 4, 5], 2, 3);

    [Fact]
    public void Load_EachType_ReadsLittleEndianValues()
    {
        Assert.Equal([1.5, -2.25], Weights.Load(Bytes(BitConverter.GetBytes(1.5f), BitConverter.GetBytes(-2.25f)), 0, WeightType.Float32, 2).Values);
        Assert.Equal([1e-40f], Weights.Load(BitConverter.GetBytes(1e-40f), 0, WeightType.Float32, 1).Values);
        Assert.Equal([double.NegativeInfinity], Weights.Load(BitConverter.GetBytes(float.NegativeInfinity), 0, WeightType.Float32, 1).Values);
        Assert.Equal([(double)(Half)0.333], Weights.Load(BitConverter.GetBytes((Half)0.333), 0, WeightType.Float16, 1).Values);
        Assert.Equal([(double)Half.Epsilon], Weights.Load(BitConverter.GetBytes(Half.Epsilon), 0, WeightType.Float16, 1).Values);
        Assert.Equal([-3.0], Weights.Load([0x40, 0xC0], 0, WeightType.BFloat16, 1).Values);
        Assert.Equal([-1.0, 7.0], Weights.Load([0, 0xFF, 7], 1, WeightType.Int8, 2).Values);
        Assert.Equal([-5.0], Weights.Load(BitConverter.GetBytes(-5L), 0, WeightType.Int64, 1).Values);
    }

    [Fact]
    public void Load_BeyondTheFile_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Weights.Load(new byte[7], 0, WeightType.Float32, 2));

    [Fact]
    public void Permute_Matrix_IsItsTranspose()
    {
        Weights transposed = Matrix.Permute(1, 0);
        Assert.Equal([3, 2], transposed.Dimensions);
        Assert.Equal([0.0, 3, 1, 4, 2, 5], transposed.Values);
    }

    [Fact]
    public void Slice_Columns_KeepsRowMajorOrder() => Assert.Equal([1.0, 2, 4, 5], Matrix.Slice(1, 1, 2).Values);

    [Fact]
    public void Concat_OfSlices_IsTheWhole() =>
        Assert.Equal(Matrix.Values, Weights.Concat(1, Matrix.Slice(1, 0, 1), Matrix.Slice(1, 1, 2)).Values);

    [Fact]
    public void Times_VectorAlongAnAxis_ScalesThatAxis()
    {
        Assert.Equal([0.0, 10, 40, 0, 40, 100], Matrix.Times(Weights.Literal([0, 10, 20], 3), axis: 1).Values);
        Assert.Equal([0.0, 1, 2, 6, 8, 10], Matrix.Times(Weights.Literal([1, 2], 2), axis: 0).Values);
    }

    [Fact]
    public void Plus_Scalar_IsBroadcast() => Assert.Equal([1.0, 2, 3, 4, 5, 6], Matrix.Plus(Weights.Literal([1])).Values);

    [Fact]
    public void SumAxis_EitherAxis_Sums()
    {
        Assert.Equal([3.0, 12], Matrix.SumAxis(1).Values);
        Assert.Equal([3.0, 5, 7], Matrix.SumAxis(0).Values);
    }

    [Fact]
    public void Quantise_Halves_AreRoundedUp() => Assert.Equal([-1L, 0, 1, 2], Weights.Literal([-1.0, -0.5, 0.5, 1.5], 4).Quantise(0));

    [Fact]
    public void Exact_Fraction_Throws() => Assert.Throws<ArgumentException>(() => Weights.Literal([0.5], 1).Exact());

    private static byte[] Bytes(params byte[][] parts) => [.. parts.SelectMany(p => p)];
}
