using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>1 / x; infinite at 0.</summary>
internal sealed class ReciprocalOperator() : UnaryOperator("Reciprocal", since: 6, static x => 1 / x);
