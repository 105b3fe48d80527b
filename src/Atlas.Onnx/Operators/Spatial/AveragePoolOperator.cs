using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>The mean of each window; padding counts as zeros with <c>count_include_pad</c>, else not at all.</summary>
internal sealed class AveragePoolOperator() : PoolOperator(
    "AveragePool", since: 1, new AttributeRule("count_include_pad", Since: 7), new AttributeRule("ceil_mode", Since: 10),
    new AttributeRule("dilations", Since: 19))
{
    protected override double Pool(NodeContext node, ReadOnlySpan<double> plane, ReadOnlySpan<int> window)
    {
        bool countsPadding = node.Attributes.GetInt("count_include_pad", 0) != 0;
        double sum = 0;
        int count = 0;
        foreach (int position in window)
        {
            sum += position >= 0 ? plane[position] : 0;
            count += position >= 0 || (countsPadding && position == SpatialWindows.Padding) ? 1 : 0;
        }

        return sum / count;
    }
}
