using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>a - b.</summary>
internal sealed class SubOperator() : BinaryOperator("Sub", since: 7, static (a, b) => a - b, static (a, b) => unchecked(a - b));
