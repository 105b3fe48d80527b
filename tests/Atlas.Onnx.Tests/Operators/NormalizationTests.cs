using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class NormalizationTests
{
    private static readonly OnnxTensor X = Real(new(1, 2, 2), 1, 3, 10, 30);

    [Fact]
    public void InstanceNormalization_EachChannel_HasMeanZeroAndDeviationOne() => Assert.Equal(
        [-1, 1, 5, 9], Run(6, "InstanceNormalization", [X, Real(new(2), 1, 2), Real(new(2), 0, 7)], [], 1, ("epsilon", 0f))[0].Reals.ToArray());

    [Fact]
    public void GroupNormalization_Parameters_ArePerChannelFromOpset21()
    {
        OnnxTensor perGroup = Real(new(1), 1), perChannel = Real(new(2), 1, 1);
        (string, object)[] form = [("num_groups", 1), ("epsilon", 0f)];

        Assert.Equal(
            Run(18, "GroupNormalization", [X, perGroup, perGroup], [], 1, form)[0].Reals.ToArray(),
            Run(21, "GroupNormalization", [X, perChannel, perChannel], [], 1, form)[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(21, "GroupNormalization", [X, perGroup, perGroup], [], 1, form));
        Assert.Throws<AtlasModelException>(() => Run(18, "GroupNormalization", [X, perGroup, perGroup], [], 1, ("num_groups", 3)));
    }

    [Fact]
    public void BatchNormalization_Constants_ArePerChannel()
    {
        OnnxTensor scale = Real(new(2), 1, 2), offset = Real(new(2), 0, 1), mean = Real(new(2), 1, 10), variance = Real(new(2), 4, 100);

        Assert.Equal([0, 1, 1, 5], Run(15, "BatchNormalization", [X, scale, offset, mean, variance], [], 1, ("epsilon", 0f))[0].Reals.ToArray());
        Assert.Contains(
            "inference",
            Assert.Throws<AtlasModelException>(() => Run(15, "BatchNormalization", [X, scale, offset, mean, variance], [], 1, ("training_mode", 1))).Hint,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LpNormalization_RowOfZeros_StaysZero()
    {
        OnnxTensor x = Real(new(2, 2), 3, 4, 0, 0);

        Assert.Equal([0.6, 0.8, 0, 0], Run(1, "LpNormalization", [x], [])[0].Reals.ToArray());
        Assert.Equal([3.0 / 7, 4.0 / 7, 0, 0], Run(1, "LpNormalization", [x], [], 1, ("p", 1))[0].Reals.ToArray());
        Assert.Contains("'p' is 3", Assert.Throws<AtlasModelException>(() => Run(1, "LpNormalization", [x], [], 1, ("p", 3))).Message, StringComparison.Ordinal);
    }

    // Channel 0 sums 1² + 2², channel 1 only 2².
    [Fact]
    public void LRN_EvenSize_ReachesFurtherUp() => Assert.Equal(
        [1.0 / 6, 2.0 / 5], Run(13, "LRN", [Real(new(1, 2, 1), 1, 2)], [], 1, ("size", 2), ("alpha", 2f), ("beta", 1f), ("bias", 1f))[0].Reals.ToArray());
}
