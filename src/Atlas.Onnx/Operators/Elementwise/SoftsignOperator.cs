using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x / (1 + |x|).</summary>
internal sealed class SoftsignOperator() : UnaryOperator("Softsign", since: 1, static x => x / (1 + Math.Abs(x)));
