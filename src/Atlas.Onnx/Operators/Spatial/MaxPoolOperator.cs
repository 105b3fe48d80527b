using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>
/// The greatest element of each window, and from opset 8 its place in the flattened input, which <c>storage_order</c> = 1
/// counts with the last two spatial axes swapped; of equal ones the first. Padding never wins.
/// </summary>
internal sealed class MaxPoolOperator() : PoolOperator(
    "MaxPool", since: 1, new AttributeRule("storage_order", Since: 8), new AttributeRule("ceil_mode", Since: 10),
    new AttributeRule("dilations", Since: 10))
{
    public override int MaxOutputs => 2;

    public override TensorType[] Infer(NodeContext node)
    {
        TensorType values = base.Infer(node)[0];
        return node.Opset >= 8 || node.Node.Outputs.Length == 1
            ? [values, new(ElementType.Int64, values.Shape)]
            : throw node.Error($"the indices at opset {node.Opset}", "supported from opset 8");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        long[] places = Places(node, inputs[0]);
        OnnxTensor values = inputs[0].IsReal
            ? OnnxTensor.Own(type, shape, Array.ConvertAll(places, place => inputs[0].RealArray[place]))
            : OnnxTensor.Own(type, shape, Array.ConvertAll(places, place => inputs[0].IntegerArray[place]));
        bool swaps = node.Attributes.GetInt("storage_order", 0) != 0;
        long[] counted = swaps ? Array.ConvertAll(places, place => Swap(place, inputs[0].Shape)) : places;
        OnnxTensor indices = OnnxTensor.Own(ElementType.Int64, shape, counted);
        return [values, indices];
    }

    protected override void CheckType(NodeContext node)
    {
        if (!node.ElementType(0).IsReal() && node.ElementType(0) is not (ElementType.Int8 or ElementType.UInt8))
        {
            throw node.Error($"input of type {node.ElementType(0)}", "supported are real types, Int8 and UInt8");
        }
    }

    protected override double Pool(NodeContext node, ReadOnlySpan<double> plane, ReadOnlySpan<int> window) => plane[Greatest(plane, window)];

    private static long[] Places(NodeContext node, OnnxTensor x)
    {
        SpatialWindows windows = WindowsOf(node);
        double[] values = x.ToDoubles();
        int positions = (int)x.Shape.Product(2, x.Shape.Rank);
        long[] places = new long[node.Outputs[0].Shape.ElementCount];
        for (int i = 0; i < places.Length; i++)
        {
            int plane = i / windows.Count * positions;
            places[i] = plane + Greatest(values.AsSpan(plane, positions), windows.Window(i % windows.Count));
        }

        return places;
    }

    private static int Greatest(ReadOnlySpan<double> plane, ReadOnlySpan<int> window)
    {
        int best = -1;
        foreach (int position in window)
        {
            best = position >= 0 && (best < 0 || plane[position] > plane[best]) ? position : best;
        }

        return best;
    }

    private static long Swap(long place, OnnxShape shape)
    {
        long columns = shape[shape.Rank - 1], rows = shape.Rank > 3 ? shape[shape.Rank - 2] : 1, inner = place % (rows * columns);
        return place - inner + inner % columns * rows + inner / columns;
    }
}
