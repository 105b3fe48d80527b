using static Atlas.Onnx.Tests.Operators.OperatorRules;

namespace Atlas.Onnx.Tests.Operators;

public sealed class QuantizationTests
{
    [Fact]
    public void QuantizeLinear_Halves_GoToTheEvenIntegerAndSaturate() => Assert.Equal(
        [128, 130, 130, 0, 255],
        Run(13, "QuantizeLinear", [Real(new(5), 0.5, 1.5, 2.5, -1000, 1000), OnnxTensor.Scalar(1.0), OnnxTensor.Scalar(128L, ElementType.UInt8)], [])[0].Integers.ToArray());

    [Fact]
    public void QuantizeLinear_WithoutZeroPoint_IsUInt8OrAsDeclared()
    {
        OnnxTensor x = Real(new(1), -1), scale = OnnxTensor.Scalar(1.0);

        Assert.Equal((ElementType.UInt8, 0L), TypeAndFirst(Run(13, "QuantizeLinear", [x, scale], [])[0]));
        Assert.Equal((ElementType.Int16, -1L), TypeAndFirst(Run(21, "QuantizeLinear", [x, scale], [], 1, ("output_dtype", 5))[0]));
        Assert.Throws<AtlasModelException>(() => Run(21, "QuantizeLinear", [x, scale], [], 1, ("output_dtype", 7)));
    }

    [Fact]
    public void DequantizeLinear_Scales_ArePerTensorAxisOrBlock()
    {
        OnnxTensor x = OnnxTensor.FromIntegers(new(2, 3), [1, 2, 3, 4, 5, 6], ElementType.Int8);

        Assert.Equal([10, 20, 30, 40, 50, 60], Run(10, "DequantizeLinear", [x, OnnxTensor.Scalar(10.0)], [])[0].Reals.ToArray());
        Assert.Equal([1, 20, 300, 4, 50, 600], Run(13, "DequantizeLinear", [x, Real(new(3), 1, 10, 100)], [])[0].Reals.ToArray());
        Assert.Equal([1, 2, 3, 40, 50, 60], Run(13, "DequantizeLinear", [x, Real(new(2), 1, 10)], [], 1, ("axis", 0))[0].Reals.ToArray());
        Assert.Equal([1, 2, 30, 400, 500, 6000], Run(21, "DequantizeLinear", [x, Real(new(2, 2), 1, 10, 100, 1000)], [], 1, ("block_size", 2))[0].Reals.ToArray());
        Assert.Throws<AtlasModelException>(() => Run(13, "DequantizeLinear", [x, Real(new(2), 1, 10)], []));
    }

    [Fact]
    public void MatMulInteger_ZeroPoints_ArePerRowAndPerColumn()
    {
        OnnxTensor a = Bytes(new(2, 2), 1, 2, 3, 4), b = Bytes(new(2, 2), 5, 6, 7, 8);

        long[] result = Run(10, "MatMulInteger", [a, b, Bytes(new(2), 1, 3), Bytes(new(2), 5, 0)], [])[0].Integers.ToArray();

        Assert.Equal([2, 8, 2, 8], result);
    }

    [Fact]
    public void ConvInteger_Padding_IsTheZeroPoint()
    {
        OnnxTensor x = Bytes(new(1, 1, 1), 5), w = Bytes(new(1, 1, 3), 1, 1, 1);

        Assert.Equal([3], Run(10, "ConvInteger", [x, w, Bytes(new(), 2)], [], 1, ("pads", new[] { 1L, 1 }))[0].Integers.ToArray());
    }

    [Fact]
    public void QLinearConv_BiasAndChannelScales_AreApplied()
    {
        OnnxTensor x = Bytes(new(1, 1, 1), 3), w = Bytes(new(2, 1, 1), 2, 2), half = OnnxTensor.Scalar(0.5), zero = Bytes(new(), 0);
        OnnxTensor bias = OnnxTensor.FromIntegers(new(2), [4, 4], ElementType.Int32);

        Assert.Equal([5, 20], Run(10, "QLinearConv", [x, half, zero, w, Real(new(2), 1, 4), zero, OnnxTensor.Scalar(1.0), zero, bias], [])[0].Integers.ToArray());
    }

    [Fact]
    public void QLinearMatMul_WideOperand_IsRefused()
    {
        OnnxTensor wide = OnnxTensor.FromIntegers(new(1, 1), [1], ElementType.Int16), one = OnnxTensor.Scalar(1.0), zero = Bytes(new(), 0);

        Assert.Contains("Int16", Assert.Throws<AtlasModelException>(() => Run(10, "QLinearMatMul", [wide, one, zero, wide, one, zero, one, zero], [])).Message, StringComparison.Ordinal);
    }

    private static OnnxTensor Bytes(OnnxShape shape, params long[] values) => OnnxTensor.FromIntegers(shape, values, ElementType.UInt8);

    private static (ElementType Type, long First) TypeAndFirst(OnnxTensor tensor) => (tensor.ElementType, tensor.Integers[0]);
}
