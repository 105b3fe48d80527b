namespace Atlas.Onnx.Operators.Quantization;

/// <summary>
/// How QuantizeLinear and DequantizeLinear spread their scales (input 1) and zero points (input 2) over the data (input 0): one
/// for the whole tensor, one per index of <c>axis</c> from opset 13, or one per <c>block_size</c> neighbours along it from
/// opset 21.
/// </summary>
internal sealed class QuantizationScales
{
    private readonly int extent;
    private readonly int inner;
    private readonly int block;
    private readonly bool isShared;

    private QuantizationScales(int extent, int inner, int block, bool isShared)
    {
        this.extent = extent;
        this.inner = inner;
        this.block = block;
        this.isShared = isShared;
    }

    /// <summary>Attributes that both operators have.</summary>
    public static AttributeRule[] Attributes => [new("axis", Since: 13), new("block_size", Since: 21), new("output_dtype", Since: 21)];

    /// <summary>The narrow types that values are quantised to.</summary>
    public static bool IsNarrow(ElementType type) => type is ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16;

    public static QuantizationScales Of(NodeContext node)
    {
        OnnxShape data = node.Shape(0), scales = node.Shape(1);
        node.RequireReal(1);
        if (node.Has(2) && node.Shape(2) != scales)
        {
            throw node.Error($"zero points of shape {node.Shape(2)} for scales of shape {scales}", "both have one shape");
        }

        long block = node.Attributes.GetInt("block_size", 0);
        if (block == 0 && scales.Rank <= 1 && scales.ElementCount == 1)
        {
            return new QuantizationScales(1, 1, 1, isShared: true);
        }

        int axis = node.Axis(node.Attributes.GetInt("axis", 1), data.Rank);
        bool fits = block == 0 ? scales == new OnnxShape(data[axis]) : block > 0 && scales == data.With(axis, (data[axis] + block - 1) / block);
        return node.Opset >= 13 && fits
            ? new QuantizationScales((int)data[axis], (int)data.Product(axis + 1, data.Rank), (int)block, isShared: false)
            : throw node.Error(
                $"scales of shape {scales} along axis {axis} of {data}", "there is one for the tensor, one per index of the axis, or one per block");
    }

    /// <summary>The scale of an element.</summary>
    public int IndexOf(int position)
    {
        if (isShared)
        {
            return 0;
        }

        int along = position / inner % extent;
        return block == 0 ? along : (position / inner / extent * ((extent + block - 1) / block) + along / block) * inner + position % inner;
    }

    /// <summary>The type of attribute <c>output_dtype</c>; Undefined if the node does not say.</summary>
    public static ElementType DeclaredType(NodeContext node)
    {
        long code = node.Attributes.GetInt("output_dtype", 0);
        return code == 0 ? ElementType.Undefined
            : code < 100 && ElementTypes.TryFromCode((int)code, out ElementType type) ? type
            : throw node.Error($"attribute 'output_dtype' is element type {code}", "supported are integers of 8 and 16 bits, and real types");
    }

    /// <summary>The zero points as doubles; zeros where the node has none.</summary>
    public static double[] ZeroPoints(Arguments inputs) => inputs.Optional(2)?.ToDoubles() ?? new double[inputs[1].Count];
}
