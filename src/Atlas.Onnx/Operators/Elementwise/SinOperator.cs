using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>sin x, x in radians.</summary>
internal sealed class SinOperator() : UnaryOperator("Sin", since: 7, Math.Sin);
