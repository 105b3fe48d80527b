using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x where it is greater than alpha, else 0.</summary>
internal sealed class ThresholdedReluOperator()
    : ParametricOperator("ThresholdedRelu", since: 10, static (x, alpha, _) => x > alpha ? x : 0, new("alpha", 1));
