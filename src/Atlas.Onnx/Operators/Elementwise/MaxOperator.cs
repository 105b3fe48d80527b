using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The greatest of the inputs.</summary>
internal sealed class MaxOperator() : VariadicOperator("Max", since: 8, Math.Max, Math.Max);
