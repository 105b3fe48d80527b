using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>Hyperbolic tangent.</summary>
internal sealed class TanhOperator() : UnaryOperator("Tanh", since: 6, Math.Tanh);
