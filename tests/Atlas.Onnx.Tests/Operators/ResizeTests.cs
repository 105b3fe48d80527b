using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class ResizeTests
{
    [Theory]
    [InlineData("half_pixel", new double[] { 0, 0.25, 0.75, 1 })]
    [InlineData("align_corners", new double[] { 0, 1.0 / 3, 2.0 / 3, 1 })]
    [InlineData("asymmetric", new double[] { 0, 0.5, 1, 1 })]
    public void Resize_LinearDouble_PlacesByItsMode(string mode, double[] expected)
    {
        OnnxTensor result = Run(13, "Resize", [Counting(2), null, Real(new(1), 2)], [2], 1, ("mode", "linear"), ("coordinate_transformation_mode", mode))[0];

        Assert.All(result.Reals.ToArray().Zip(expected), static pair => Assert.Equal(pair.Second, pair.First, 14));
    }

    [Theory]
    [InlineData("round_prefer_floor", new double[] { 0, 2 })]
    [InlineData("round_prefer_ceil", new double[] { 1, 3 })]
    [InlineData("floor", new double[] { 0, 2 })]
    [InlineData("ceil", new double[] { 1, 3 })]
    public void Resize_NearestHalf_RoundsByItsMode(string mode, double[] expected) => Assert.Equal(
        expected, Run(13, "Resize", [Counting(4), null, Real(new(1), 0.5)], [2], 1, ("nearest_mode", mode))[0].Reals.ToArray());

    [Fact]
    public void Resize_Sizes_KeepTheAspectIfTold()
    {
        OnnxTensor x = Counting(2, 4);

        Assert.Equal(new OnnxShape(3, 3), Run(18, "Resize", [x, null, null, List(3, 3)], [3])[0].Shape);
        Assert.Equal(new OnnxShape(2, 3), Run(18, "Resize", [x, null, null, List(3, 3)], [3], 1, ("keep_aspect_ratio_policy", "not_larger"))[0].Shape);
        Assert.Equal(new OnnxShape(2, 8), Run(18, "Resize", [x, null, null, List(8)], [3], 1, ("axes", new[] { -1L }))[0].Shape);
    }

    [Fact]
    public void Resize_WhatIsLeftOut_IsNamed()
    {
        Assert.Contains("'cubic'", Refuse(("mode", "cubic")), StringComparison.Ordinal);
        Assert.Contains("'antialias'", Refuse(("mode", "linear"), ("antialias", 1)), StringComparison.Ordinal);
        Assert.Contains("'nearest_mode'", Refuse(("nearest_mode", "up")), StringComparison.Ordinal);
        Assert.Contains("'tf_crop_and_resize'", Refuse(("coordinate_transformation_mode", "tf_crop_and_resize")), StringComparison.Ordinal);
    }

    private static string Refuse(params (string, object)[] attributes) =>
        Assert.Throws<AtlasModelException>(() => Run(18, "Resize", [Counting(2), null, Real(new(1), 2)], [2], 1, attributes)).Message;
}
