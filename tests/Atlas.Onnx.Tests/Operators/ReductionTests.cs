using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class ReductionTests
{
    [Theory]
    [InlineData("ReduceSum", 0.0)]
    [InlineData("ReduceProd", 1.0)]
    [InlineData("ReduceL1", 0.0)]
    [InlineData("ReduceL2", 0.0)]
    [InlineData("ReduceSumSquare", 0.0)]
    [InlineData("ReduceMax", double.NegativeInfinity)]
    [InlineData("ReduceMin", double.PositiveInfinity)]
    [InlineData("ReduceLogSum", double.NegativeInfinity)]
    [InlineData("ReduceLogSumExp", double.NegativeInfinity)]
    public void Reduction_OfNoElements_IsTheNeutralElement(string type, double expected) =>
        Assert.Equal([expected, expected], Run(18, type, [Real(new(2, 0)), List(1)], [1], 1, ("keepdims", 0))[0].Reals.ToArray());

    [Theory]
    [InlineData("ReduceL1", 6.0)]
    [InlineData("ReduceL2", 3.7416573867739413)]
    [InlineData("ReduceSumSquare", 14.0)]
    [InlineData("ReduceProd", -6.0)]
    [InlineData("ReduceMin", -3.0)]
    [InlineData("ReduceLogSumExp", 2.318175429247454)]
    public void Reduction_KnownVector_HasItsValue(string type, double expected) =>
        Assert.Equal(expected, Run(18, type, [Real(new(3), 1, 2, -3)], [], 1, ("keepdims", 0))[0].Reals[0], 1e-14);

    [Fact]
    public void ReduceLogSumExp_LargeInputs_DoesNotOverflow() =>
        Assert.Equal([1000 + Math.Log(2)], Run(18, "ReduceLogSumExp", [Real(new(2), 1000, 1000)], [], 1, ("keepdims", 0))[0].Reals.ToArray());

    [Fact]
    public void ReduceL1_NoAxesTold_IsTheIdentity() =>
        Assert.Equal([-1, 2], Run(18, "ReduceL1", [Real(new(2), -1, 2)], [], 1, ("noop_with_empty_axes", 1))[0].Reals.ToArray());

    [Fact]
    public void ReduceSumSquare_Int32_WrapsAround() => Assert.Equal(
        [0], Run(18, "ReduceSumSquare", [OnnxTensor.FromIntegers(new(1), [1 << 16], ElementType.Int32)], [], 1, ("keepdims", 0))[0].Integers.ToArray());

    [Fact]
    public void ReduceMin_Booleans_AreReducedFromOpset20()
    {
        OnnxTensor x = OnnxTensor.FromIntegers(new(2), [1, 0], ElementType.Bool);

        Assert.Equal([0], Run(20, "ReduceMin", [x], [])[0].Integers.ToArray());
        Assert.Contains("opset 20", Assert.Throws<AtlasModelException>(() => Run(18, "ReduceMin", [x], [])).Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgMin_Ties_GoToTheFirstUnlessTold()
    {
        OnnxTensor x = Real(new(4), 1, 0, 0, 1);

        Assert.Equal([1], Run(13, "ArgMin", [x], [])[0].Integers.ToArray());
        Assert.Equal([2], Run(13, "ArgMin", [x], [], 1, ("select_last_index", 1))[0].Integers.ToArray());
    }

    [Fact]
    public void TopK_InnerAxis_KeepsOrderOfEqualOnes()
    {
        OnnxTensor x = Real(new(3, 2), 1, 5, 3, 5, 2, 0);
        OnnxTensor[] largest = Run(11, "TopK", [x, List(2)], [1], 2, ("axis", 0));

        Assert.Equal([3, 5, 2, 5], largest[0].Reals.ToArray());
        Assert.Equal([1, 0, 2, 1], largest[1].Integers.ToArray());
        Assert.Equal([1, 0], Run(11, "TopK", [x, List(1)], [1], 2, ("axis", 0), ("largest", 0))[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(11, "TopK", [x, List(3)], [1], 2));
    }
}
