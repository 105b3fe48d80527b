using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The angle of (-π/2, π/2) whose tangent is x.</summary>
internal sealed class AtanOperator() : UnaryOperator("Atan", since: 7, Math.Atan);
