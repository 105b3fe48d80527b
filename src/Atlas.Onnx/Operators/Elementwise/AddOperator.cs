using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>a + b.</summary>
internal sealed class AddOperator() : BinaryOperator("Add", since: 7, static (a, b) => a + b, static (a, b) => unchecked(a + b));
