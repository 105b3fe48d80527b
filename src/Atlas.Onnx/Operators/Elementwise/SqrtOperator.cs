using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>√x; NaN for negative x.</summary>
internal sealed class SqrtOperator() : UnaryOperator("Sqrt", since: 6, Math.Sqrt);
