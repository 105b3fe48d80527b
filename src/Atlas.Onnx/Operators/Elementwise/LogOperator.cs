using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>Natural logarithm.</summary>
internal sealed class LogOperator() : UnaryOperator("Log", since: 6, Math.Log);
