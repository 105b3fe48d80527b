namespace Atlas.Onnx.Operators.Quantization;

/// <summary>round(x / scale) + zero point, saturated to the zero point's type (UInt8 without one); halves go to the even integer.</summary>
internal sealed class QuantizeLinearOperator() : Operator(
    "QuantizeLinear", since: 10, new Arity(2, 3),
    [.. QuantizationScales.Attributes, new AttributeRule("saturate", 19), new AttributeRule("precision", 23)])
{
    public override TensorType[] Infer(NodeContext node)
    {
        QuantizationScales.Of(node);
        ElementType declared = QuantizationScales.DeclaredType(node), type = node.Has(2) ? node.ElementType(2)
            : declared == ElementType.Undefined ? ElementType.UInt8 : declared;
        if (declared != ElementType.Undefined && declared != type)
        {
            throw node.Error($"attribute 'output_dtype' is {declared} and the zero point is {type}");
        }

        return QuantizationScales.IsNarrow(type) && node.ElementType(0) != ElementType.Bool
            ? [new(type, node.Shape(0))]
            : throw node.Error($"{node.ElementType(0)} quantised to {type}", "supported are numbers to Int8, UInt8, Int16 and UInt16");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        QuantizationScales layout = QuantizationScales.Of(node);
        double[] x = inputs[0].ToDoubles(), scales = inputs[1].RealArray, zeros = QuantizationScales.ZeroPoints(inputs);
        long[] result = new long[x.Length];
        for (int i = 0; i < result.Length; i++)
        {
            int scale = layout.IndexOf(i);
            result[i] = type.Saturate(Math.Round(x[i] / scales[scale], MidpointRounding.ToEven) + zeros[scale]);
        }

        return [OnnxTensor.Own(type, shape, result)];
    }
}
