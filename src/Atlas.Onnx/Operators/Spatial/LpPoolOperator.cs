using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>(Σ |x|^p)^(1/p) of each window; padding is zero.</summary>
internal sealed class LpPoolOperator()
    : PoolOperator("LpPool", since: 2, "p", new AttributeRule("ceil_mode", Since: 18), new AttributeRule("dilations", Since: 18))
{
    protected override double Pool(NodeContext node, ReadOnlySpan<double> plane, ReadOnlySpan<int> window)
    {
        double p = node.Attributes.GetInt("p", 2), sum = 0;
        foreach (int position in window)
        {
            sum += position >= 0 ? Math.Pow(Math.Abs(plane[position]), p) : 0;
        }

        return Math.Pow(sum, 1 / p);
    }
}
