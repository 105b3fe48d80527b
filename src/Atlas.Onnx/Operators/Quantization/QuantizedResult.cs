namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// What becomes of a product's accumulators: 32-bit integers, or 8 bits with a scale and a zero point that are inputs of the
/// node.
/// </summary>
internal static class QuantizedResult
{
    /// <summary>Accumulators as Int32, which wrap around.</summary>
    public static OnnxTensor Accumulators(OnnxShape shape, double[] sums) =>
        OnnxTensor.Own(ElementType.Int32, shape, Array.ConvertAll(sums, static sum => ElementType.Int32.Wrap((long)sum)));

    /// <summary>The type of the result, from a zero point; scale and zero point are one number each.</summary>
    public static ElementType Check(NodeContext node, int scale, int zeroPoint)
    {
        node.RequireReal(scale);
        bool areScalars = node.Shape(scale).ElementCount == 1 && node.Shape(zeroPoint).ElementCount == 1;
        return areScalars && node.ElementType(zeroPoint) is ElementType.Int8 or ElementType.UInt8
            ? node.ElementType(zeroPoint)
            : throw node.Error(
                $"a result with scale {node.Shape(scale)} and zero point {node.ElementType(zeroPoint)}{node.Shape(zeroPoint)}",
                "each is one number, the zero point Int8 or UInt8");
    }

    /// <summary>round(y / scale) + zero point, saturated.</summary>
    public static OnnxTensor Quantize(TensorType type, double[] reals, OnnxTensor scale, OnnxTensor zeroPoint)
    {
        double divisor = scale.RealArray[0], zero = zeroPoint.IntegerArray[0];
        return OnnxTensor.Own(
            type.ElementType, type.Shape,
            Array.ConvertAll(reals, y => type.ElementType.Saturate(Math.Round(y / divisor, MidpointRounding.ToEven) + zero)));
    }
}
