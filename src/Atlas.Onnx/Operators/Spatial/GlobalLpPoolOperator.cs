using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>(Σ |x|^p)^(1/p) over the spatial axes.</summary>
internal sealed class GlobalLpPoolOperator() : GlobalPoolOperator("GlobalLpPool", since: 2, "p")
{
    protected override double Step(NodeContext node, double folded, double value) => folded + Math.Pow(Math.Abs(value), Exponent(node));

    protected override double Finish(NodeContext node, double folded, double count) => Math.Pow(folded, 1 / Exponent(node));

    private static double Exponent(NodeContext node) => node.Attributes.GetInt("p", 2);
}
