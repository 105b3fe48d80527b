using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Convolutions and poolings: where windows lie.</summary>
public sealed class WindowTests
{
    [Fact]
    public void Conv_OneAxisStridesAndDilations_PicksItsTaps()
    {
        OnnxTensor x = Counting(1, 1, 7), w = Real(new(1, 1, 2), 1, 10), bias = Real(new(1), 0.5);

        double[] result = Run(11, "Conv", [x, w, bias], [], 1, ("strides", new[] { 2L }), ("dilations", new[] { 3L }))[0].Reals.ToArray();

        Assert.Equal([30.5, 52.5], result);
    }

    [Fact]
    public void Conv_Groups_DoNotSeeEachOther()
    {
        OnnxTensor x = Real(new(1, 2, 1, 1), 3, 5), w = Real(new(4, 1, 1, 1), 1, 2, 3, 4);

        Assert.Equal([3, 6, 15, 20], Run(11, "Conv", [x, w], [], 1, ("group", 2))[0].Reals.ToArray());
    }

    [Theory]
    [InlineData("SAME_UPPER", new double[] { 1, 5, 4 })]
    [InlineData("SAME_LOWER", new double[] { 0, 3, 7 })]
    [InlineData("VALID", new double[] { 1, 5 })]
    public void Conv_AutoPad_PlacesTheOddElement(string mode, double[] expected)
    {
        OnnxTensor x = Counting(1, 1, 5), w = Real(new(1, 1, 2), 1, 1);

        Assert.Equal(expected, Run(11, "Conv", [x, w], [], 1, ("strides", new[] { 2L }), ("auto_pad", mode))[0].Reals.ToArray());
    }

    [Fact]
    public void Conv_BadForms_NameWhatIsAtFault()
    {
        OnnxTensor x = Counting(1, 2, 4), w = Counting(1, 2, 2);

        Assert.Contains("'strides'", Refuse(x, w, ("strides", new[] { 0L })), StringComparison.Ordinal);
        Assert.Contains("'pads'", Refuse(x, w, ("pads", new[] { 1L })), StringComparison.Ordinal);
        Assert.Contains("'auto_pad'", Refuse(x, w, ("auto_pad", "SAME")), StringComparison.Ordinal);
        Assert.Contains("'kernel_shape'", Refuse(x, w, ("kernel_shape", new[] { 3L })), StringComparison.Ordinal);
        Assert.Contains("do not fit", Refuse(x, Counting(1, 3, 2)), StringComparison.Ordinal);
        Assert.Contains("must hold a window", Refuse(x, Counting(1, 2, 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void ConvTranspose_OfConvsResult_HasItsInputsShape()
    {
        OnnxTensor x = Counting(1, 3, 8, 8), w = Counting(4, 3, 3, 3);
        OnnxTensor y = Run(11, "Conv", [x, w], [], 1, ("strides", new[] { 2L, 2 }), ("pads", new[] { 1L, 1, 1, 1 }))[0];

        OnnxTensor back = Run(
            11, "ConvTranspose", [y, w], [], 1, ("strides", new[] { 2L, 2 }), ("pads", new[] { 1L, 1, 1, 1 }), ("output_padding", new[] { 1L, 1 }))[0];

        Assert.Equal(x.Shape, back.Shape);
    }

    /// <summary>⟨Conv(x), y⟩ = ⟨x, ConvTranspose(y)⟩, whatever the windows are.</summary>
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 2)]
    public void ConvTranspose_InnerProducts_AreThoseOfConv(long stride, long dilation, long pad)
    {
        OnnxTensor x = Counting(1, 2, 9), w = Real(new(4, 1, 3), 1, -2, 3, 0, 5, 1, -1, 2, 2, 4, 0, -3);
        (string, object)[] form = [("strides", new[] { stride }), ("dilations", new[] { dilation }), ("pads", new[] { pad, pad }), ("group", 2)];
        OnnxTensor y = Run(11, "Conv", [x, w], [], 1, form)[0];

        OnnxTensor back = Run(11, "ConvTranspose", [y, w], [], 1, form)[0];

        Assert.Equal(x.Shape, back.Shape);
        Assert.Equal(Dot(y, y), Dot(x, back));
    }

    [Fact]
    public void AveragePool_Padding_CountsOnlyIfTold()
    {
        OnnxTensor x = Real(new(1, 1, 2), 2, 4);
        (string, object)[] form = [("kernel_shape", new[] { 2L }), ("pads", new[] { 1L, 0 })];

        Assert.Equal([2, 3], Run(11, "AveragePool", [x], [], 1, form)[0].Reals.ToArray());
        Assert.Equal([1, 3], Run(11, "AveragePool", [x], [], 1, [.. form, ("count_include_pad", 1)])[0].Reals.ToArray());
    }

    [Fact]
    public void MaxPool_Indices_CountInEitherOrder()
    {
        OnnxTensor x = Real(new(1, 1, 2, 3), 0, 0, 9, 0, 0, 0);
        (string, object)[] form = [("kernel_shape", new[] { 2L, 2 })];

        Assert.Equal([0, 2], Run(12, "MaxPool", [x], [], 2, form)[1].Integers.ToArray());
        Assert.Equal([0, 4], Run(12, "MaxPool", [x], [], 2, [.. form, ("storage_order", 1)])[1].Integers.ToArray());
        Assert.Equal([0, 9], Run(12, "MaxPool", [x], [], 2, form)[0].Reals.ToArray());
    }

    [Fact]
    public void MaxPool_CeilMode_LeavesOutWindowsInThePadding()
    {
        OnnxTensor x = Counting(1, 1, 4);
        (string, object)[] form = [("kernel_shape", new[] { 2L }), ("strides", new[] { 4L }), ("pads", new[] { 0L, 1 }), ("ceil_mode", 1)];

        Assert.Equal([1], Run(12, "MaxPool", [x], [], 1, form)[0].Reals.ToArray());
    }

    [Theory]
    [InlineData(2, 1, 2)]
    [InlineData(2, 3, 3)]
    public void Pools_WindowInThePadding_IsRefused(long kernel, long dilation, long pad)
    {
        (string, object)[] form = [("kernel_shape", new[] { kernel }), ("dilations", new[] { dilation }), ("pads", new[] { pad, pad })];

        Assert.Contains("padding altogether", Assert.Throws<AtlasModelException>(() => Run(19, "MaxPool", [Counting(1, 1, 2)], [], 1, form)).Message, StringComparison.Ordinal);
        Assert.Throws<AtlasModelException>(() => Run(19, "AveragePool", [Counting(1, 1, 2)], [], 1, form));
    }

    [Fact]
    public void GlobalPools_AllSpatialAxes_ReduceToOne()
    {
        OnnxTensor x = Real(new(1, 2, 2), 3, 4, -6, 8);

        Assert.Equal([3.5, 1], Run(11, "GlobalAveragePool", [x], [])[0].Reals.ToArray());
        Assert.Equal([4, 8], Run(11, "GlobalMaxPool", [x], [])[0].Reals.ToArray());
        Assert.Equal([5, 10], Run(11, "GlobalLpPool", [x], [])[0].Reals.ToArray());
    }

    private static string Refuse(OnnxTensor x, OnnxTensor w, params (string, object)[] attributes) =>
        Assert.Throws<AtlasModelException>(() => Run(11, "Conv", [x, w], [], 1, attributes)).Message;

    private static double Dot(OnnxTensor a, OnnxTensor b) => a.ToDoubles().Zip(b.ToDoubles(), static (x, y) => x * y).Sum();
}
