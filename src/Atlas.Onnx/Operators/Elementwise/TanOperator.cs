using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>tan x, x in radians.</summary>
internal sealed class TanOperator() : UnaryOperator("Tan", since: 7, Math.Tan);
