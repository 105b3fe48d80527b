using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Spatial;

/// <summary>The mean over the spatial axes.</summary>
internal sealed class GlobalAveragePoolOperator() : GlobalPoolOperator("GlobalAveragePool", since: 1)
{
    protected override double Step(NodeContext node, double folded, double value) => folded + value;

    protected override double Finish(NodeContext node, double folded, double count) => folded / count;
}
