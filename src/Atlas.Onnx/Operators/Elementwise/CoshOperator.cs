using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>(e^x + e^-x) / 2.</summary>
internal sealed class CoshOperator() : UnaryOperator("Cosh", since: 9, Math.Cosh);
