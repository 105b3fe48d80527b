using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class ElementwiseTests
{
    [Theory]
    [InlineData(new long[] { 2, 3 }, new long[] { 3 })]
    [InlineData(new long[] { 2, 3 }, new long[] { 2, 1 })]
    [InlineData(new long[] { 1, 3 }, new long[] { 2, 1 })]
    [InlineData(new long[] { }, new long[] { 2, 2 })]
    [InlineData(new long[] { 2, 1, 3 }, new long[] { 4, 1 })]
    [InlineData(new long[] { 0, 3 }, new long[] { 1, 3 })]
    public void Sub_Broadcast_PairsElementsOfAlignedIndices(long[] left, long[] right)
    {
        OnnxTensor a = Counting(left), b = Counting(right);
        OnnxTensor result = Run(18, "Sub", [a, b], [])[0];

        Assert.True(OnnxShape.TryBroadcast(a.Shape, b.Shape, out OnnxShape expected));
        Assert.Equal(expected, result.Shape);
        for (int i = 0; i < result.Count; i++)
        {
            Assert.Equal(At(a, expected, i) - At(b, expected, i), result.Reals[i]);
        }
    }

    [Fact]
    public void Div_Integers_TruncatesTowardsZero() =>
        Assert.Equal([-3, 3, -3], Run(18, "Div", [List(-7, 7, 7), List(2, 2, -2)], [])[0].Integers.ToArray());

    [Fact]
    public void Div_IntegerByZero_IsTypedError() =>
        Assert.Equal("Div", Assert.Throws<AtlasModelException>(() => Run(18, "Div", [List(1), List(0)], [])).Operator);

    [Fact]
    public void Mul_Int32_WrapsAround()
    {
        OnnxTensor big = OnnxTensor.FromIntegers(new(1), [1 << 20], ElementType.Int32);

        Assert.Equal([0], Run(18, "Mul", [big, big], [])[0].Integers.ToArray());
    }

    [Fact]
    public void Pow_Integers_IsExact() =>
        Assert.Equal([3486784401, -1, 0], Run(18, "Pow", [List(3, -1, 2), List(20, -3, -1)], [])[0].Integers.ToArray());

    // Values of erf to 16 digits: Abramowitz and Stegun 7.1, and mpmath.
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, 0.5204998778130465)]
    [InlineData(1.0, 0.8427007929497149)]
    [InlineData(-2.0, -0.9953222650189527)]
    [InlineData(3.5, 0.9999992569016276)]
    [InlineData(5.9, 1.0)]
    [InlineData(1e-20, 1.1283791670955126e-20)]
    [InlineData(double.PositiveInfinity, 1.0)]
    [InlineData(double.NegativeInfinity, -1.0)]
    public void Erf_KnownPoints_AreAccurate(double x, double expected) =>
        Assert.InRange(Run(18, "Erf", [Real(new(1), x)], [])[0].Reals[0], expected - 2e-15 * Math.Abs(expected), expected + 2e-15 * Math.Abs(expected));

    [Fact]
    public void Sigmoid_Extremes_DoNotOverflow() =>
        Assert.Equal([0, 0.5, 1], Run(18, "Sigmoid", [Real(new(3), -1000, 0, 1000)], [])[0].Reals.ToArray());

    [Fact]
    public void Where_ThreeWayBroadcast_Selects()
    {
        OnnxTensor condition = OnnxTensor.FromIntegers(new(2, 1), [1, 0], ElementType.Bool);

        Assert.Equal([0, 1, 9, 9], Run(18, "Where", [condition, Counting(2), Real(new(), 9)], [])[0].Reals.ToArray());
    }

    [Fact]
    public void Gelu_BothForms_AgreeWithTheirFormulas()
    {
        double tanh = 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * 1.044715));

        Assert.Equal(0.8413447460685429, Run(20, "Gelu", [Real(new(1), 1)], [])[0].Reals[0], 14);
        Assert.Equal(tanh, Run(20, "Gelu", [Real(new(1), 1)], [], 1, ("approximate", "tanh"))[0].Reals[0], 14);
        Assert.Throws<AtlasModelException>(() => Run(20, "Gelu", [Real(new(1), 1)], [], 1, ("approximate", "fast")));
    }

    private static double At(OnnxTensor tensor, OnnxShape shape, int position)
    {
        int offset = 0, stride = 1;
        for (int i = 1; i <= shape.Rank; i++)
        {
            int index = position % (int)shape[shape.Rank - i];
            position /= (int)shape[shape.Rank - i];
            if (i <= tensor.Shape.Rank)
            {
                long extent = tensor.Shape[tensor.Shape.Rank - i];
                offset += extent == 1 ? 0 : index * stride;
                stride *= (int)extent;
            }
        }

        return tensor.Reals[offset];
    }
}
