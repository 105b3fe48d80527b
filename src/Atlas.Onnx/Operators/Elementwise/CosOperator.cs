using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>cos x, x in radians.</summary>
internal sealed class CosOperator() : UnaryOperator("Cos", since: 7, Math.Cos);
