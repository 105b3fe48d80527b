using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Where the meaning of a node depends on the opset.</summary>
public sealed class OpsetRuleTests
{
    [Fact]
    public void Softmax_DefaultAxis_IsFlattenedBeforeOpset13()
    {
        OnnxTensor x = Real(new(1, 2, 2), 0, 0, 0, 0);

        Assert.All(Run(12, "Softmax", [x], [])[0].Reals.ToArray(), static value => Assert.Equal(0.25, value));
        Assert.All(Run(13, "Softmax", [x], [])[0].Reals.ToArray(), static value => Assert.Equal(0.5, value));
    }

    [Fact]
    public void ReduceSum_Axes_MoveToAnInputAtOpset13()
    {
        OnnxTensor x = Counting(2, 3);

        Assert.Equal([3, 12], Run(12, "ReduceSum", [x], [], 1, ("axes", new[] { 1L }))[0].Reals.ToArray());
        Assert.Equal([3, 12], Run(13, "ReduceSum", [x, List(1)], [1])[0].Reals.ToArray());
        Assert.Equal([3, 12], Run(12, "ReduceMax", [Counting(2, 2), null], [], 1, ("axes", new[] { 0L }))[0].Reals.ToArray().Select(static v => v == 2 ? 3.0 : 12));
        Assert.Throws<AtlasModelException>(() => Run(17, "ReduceMean", [x, List(1)], [1], 1, ("noop_with_empty_axes", 1)));
        Assert.Equal([1, 4], Run(18, "ReduceMean", [x, List(-1)], [1])[0].Reals.ToArray());
    }

    [Fact]
    public void ReduceSum_WithoutAxes_ReducesAllUnlessTold()
    {
        OnnxTensor x = Counting(2, 3);

        Assert.Equal([15], Run(18, "ReduceSum", [x], [], 1, ("keepdims", 0))[0].Reals.ToArray());
        Assert.Equal(x.Reals.ToArray(), Run(18, "ReduceSum", [x], [], 1, ("noop_with_empty_axes", 1))[0].Reals.ToArray());
    }

    [Fact]
    public void Clip_Bounds_MoveToInputsAtOpset11()
    {
        OnnxTensor x = Real(new(3), -5, 0.5, 5);

        Assert.Equal([-1, 0.5, 1], Run(10, "Clip", [x], [], 1, ("min", -1f), ("max", 1f))[0].Reals.ToArray());
        Assert.Equal([-1, 0.5, 5], Run(11, "Clip", [x, OnnxTensor.Scalar(-1.0)], [])[0].Reals.ToArray());
        Assert.Equal([-5, 0.5, 1], Run(13, "Clip", [x, null, OnnxTensor.Scalar(1.0)], [])[0].Reals.ToArray());
    }

    [Fact]
    public void Split_Lengths_MoveToAnInputAtOpset13()
    {
        OnnxTensor x = Counting(5);

        Assert.Equal([0, 1], Run(11, "Split", [x], [], 2, ("split", new[] { 2L, 3 }))[0].Reals.ToArray());
        Assert.Equal([1, 2, 3, 4], Run(13, "Split", [x, List(1, 4)], [1], 2)[1].Reals.ToArray());
    }

    [Fact]
    public void Split_UnevenWithoutLengths_IsAllowedFromOpset18()
    {
        Assert.Equal([3, 4], Run(18, "Split", [Counting(5)], [], 2, ("num_outputs", 2))[1].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(17, "Split", [Counting(5)], [], 2));
    }

    [Fact]
    public void SqueezeAndUnsqueeze_Axes_MoveToAnInputAtOpset13()
    {
        Assert.Equal(new OnnxShape(2), Run(11, "Squeeze", [Counting(1, 2, 1)], [], 1, ("axes", new[] { 0L, -1 }))[0].Shape);
        Assert.Equal(new OnnxShape(2, 1), Run(13, "Squeeze", [Counting(1, 2, 1), List(0)], [1])[0].Shape);
        Assert.Equal(new OnnxShape(2), Run(13, "Squeeze", [Counting(1, 2, 1)], [])[0].Shape);
        Assert.Equal(new OnnxShape(1, 2, 1), Run(11, "Unsqueeze", [Counting(2)], [], 1, ("axes", new[] { 0L, 2 }))[0].Shape);
        Assert.Equal(new OnnxShape(1, 2, 1), Run(13, "Unsqueeze", [Counting(2), List(-1, 0)], [1])[0].Shape);
    }

    [Fact]
    public void Slice_Bounds_MoveToInputsAtOpset10()
    {
        OnnxTensor x = Counting(2, 3);

        Assert.Equal([1, 4], Run(9, "Slice", [x], [], 1, ("starts", new[] { 1L }), ("ends", new[] { 2L }), ("axes", new[] { 1L }))[0].Reals.ToArray());
        Assert.Equal([2, 1, 5, 4], Run(13, "Slice", [x, List(-1), List(0), List(1), List(-1)], [1, 2, 3, 4])[0].Reals.ToArray());
        Assert.Equal([2, 1, 0, 5, 4, 3], Run(13, "Slice", [x, List(9), List(long.MinValue), List(1), List(-1)], [1, 2, 3, 4])[0].Reals.ToArray());
    }

    [Fact]
    public void Pow_ExponentOfAnotherType_IsAllowedFromOpset12()
    {
        OnnxTensor x = Real(new(2), 3, -2);

        Assert.Equal([9, 4], Run(12, "Pow", [x, Whole(new(), 2)], [])[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(11, "Pow", [x, Whole(new(), 2)], []));
    }

    [Fact]
    public void Reshape_AllowZero_TakesZeroLiterally()
    {
        OnnxTensor empty = Real(new(0, 3));

        Assert.Equal(new OnnxShape(0, 7), Run(13, "Reshape", [empty, List(0, 7)], [1])[0].Shape);
        Assert.Equal(new OnnxShape(3, 0), Run(14, "Reshape", [empty, List(3, 0)], [1], 1, ("allowzero", 1))[0].Shape);
    }

    [Fact]
    public void Dropout_Training_IsRefused()
    {
        OnnxTensor x = Counting(2), no = OnnxTensor.FromIntegers(new(), [0], ElementType.Bool), yes = OnnxTensor.FromIntegers(new(), [1], ElementType.Bool);

        Assert.Equal(ElementType.Bool, Run(12, "Dropout", [x, null, no], [2], 2)[1].ElementType);
        Assert.Contains("inference", Assert.Throws<AtlasModelException>(() => Run(12, "Dropout", [x, null, yes], [2])).Hint, StringComparison.Ordinal);
    }
}
