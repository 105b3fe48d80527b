using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The sum of the inputs.</summary>
internal sealed class SumOperator() : VariadicOperator("Sum", since: 8, static (a, b) => a + b, static (a, b) => unchecked(a + b));
