using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>e^x.</summary>
internal sealed class ExpOperator() : UnaryOperator("Exp", since: 6, Math.Exp);
