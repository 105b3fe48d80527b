using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// An operand of 8 bits with its zero point, and its scale if it has one: inputs of the node by index, -1 where the operator
/// has none. Each is one number or, with an <paramref name="Axis"/>, one number per index of it, or broadcasts to the operand.
/// </summary>
internal sealed record QuantizedOperand(int Data, int Scale, int ZeroPoint, int? Axis)
{
    public void Check(NodeContext node)
    {
        if (node.ElementType(Data) is not (ElementType.Int8 or ElementType.UInt8))
        {
            throw node.Error($"operand '{node.Input(Data).Name}' of type {node.ElementType(Data)}", "supported are Int8 and UInt8");
        }

        if (Scale >= 0)
        {
            node.RequireReal(Scale);
            CheckShape(node, Scale);
        }

        if (node.Has(ZeroPoint))
        {
            node.CommonType(Data, ZeroPoint);
            CheckShape(node, ZeroPoint);
        }
    }

    /// <summary>The operand less its zero point, exactly.</summary>
    public OnnxTensor Centre(NodeContext node, Arguments inputs) => inputs.Optional(ZeroPoint) is { } zero
        ? Combine(node, inputs[Data], zero, static (x, z) => x - z)
        : TensorLayout.Cast(inputs[Data], ElementType.Double);

    /// <summary>The real values that the operand stands for.</summary>
    public OnnxTensor Dequantize(NodeContext node, Arguments inputs) =>
        Combine(node, Centre(node, inputs), inputs[Scale], static (x, scale) => x * scale);

    private OnnxTensor Combine(NodeContext node, OnnxTensor data, OnnxTensor parameter, Func<double, double, double> function)
    {
        OnnxTensor aligned = TensorLayout.Reshape(parameter, Align(node.Shape(Data), parameter.Shape));
        return ElementwiseKernel.Zip(
            TensorLayout.Cast(data, ElementType.Double), TensorLayout.Cast(aligned, ElementType.Double), data.Shape, function,
            static (_, _) => throw new InvalidOperationException("both are doubles"));
    }

    private void CheckShape(NodeContext node, int index)
    {
        OnnxShape data = node.Shape(Data), aligned = Align(data, node.Shape(index));
        if ((Axis is null && aligned.ElementCount != 1) || !OnnxShape.TryBroadcast(data, aligned, out OnnxShape both) || both != data)
        {
            throw node.Error($"'{node.Input(index).Name}' of shape {node.Shape(index)} does not fit an operand of shape {data}");
        }
    }

    private OnnxShape Align(OnnxShape data, OnnxShape parameter)
    {
        if (parameter.Rank != 1 || parameter[0] == 1 || Axis is not { } axis)
        {
            return parameter.ElementCount == 1 ? OnnxShape.Scalar : parameter;
        }

        int position = Math.Max(axis < 0 ? axis + data.Rank : axis, 0);
        return new OnnxShape([.. data.Select((_, i) => i == position ? parameter[0] : 1)]);
    }
}
