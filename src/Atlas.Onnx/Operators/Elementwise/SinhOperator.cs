using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>(e^x - e^-x) / 2.</summary>
internal sealed class SinhOperator() : UnaryOperator("Sinh", since: 9, Math.Sinh);
