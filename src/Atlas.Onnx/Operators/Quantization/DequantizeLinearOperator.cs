namespace Atlas.Onnx.Operators.Quantization;

/// <summary>(x - zero point) · scale, of the scale's type.</summary>
internal sealed class DequantizeLinearOperator() : Operator("DequantizeLinear", since: 10, new Arity(2, 3), QuantizationScales.Attributes)
{
    public override TensorType[] Infer(NodeContext node)
    {
        QuantizationScales.Of(node);
        ElementType type = node.ElementType(0), declared = QuantizationScales.DeclaredType(node);
        if (!QuantizationScales.IsNarrow(type) && type != ElementType.Int32)
        {
            throw node.Error($"input of type {type}", "supported are Int8, UInt8, Int16, UInt16 and Int32");
        }

        if (node.Has(2))
        {
            node.CommonType(0, 2);
        }

        return declared == ElementType.Undefined || declared.IsReal()
            ? [new(declared == ElementType.Undefined ? node.ElementType(1) : declared, node.Shape(0))]
            : throw node.Error($"attribute 'output_dtype' is {declared}", "supported are real types");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        QuantizationScales layout = QuantizationScales.Of(node);
        double[] result = inputs[0].ToDoubles(), scales = inputs[1].RealArray, zeros = QuantizationScales.ZeroPoints(inputs);
        for (int i = 0; i < result.Length; i++)
        {
            int scale = layout.IndexOf(i);
            result[i] = (result[i] - zeros[scale]) * scales[scale];
        }

        return [OnnxTensor.Own(type, shape, result)];
    }
}
