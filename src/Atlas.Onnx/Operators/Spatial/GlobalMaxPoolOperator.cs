using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>The greatest element over the spatial axes.</summary>
internal sealed class GlobalMaxPoolOperator() : GlobalPoolOperator("GlobalMaxPool", since: 1)
{
    protected override double Start => double.NegativeInfinity;

    protected override double Step(NodeContext node, double folded, double value) => Math.Max(folded, value);
}
