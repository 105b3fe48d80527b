using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x, or alpha·x where x is negative.</summary>
internal sealed class LeakyReluOperator()
    : ParametricOperator("LeakyRelu", since: 6, static (x, alpha, _) => x < 0 ? alpha * x : x, new("alpha", 0.01f));
