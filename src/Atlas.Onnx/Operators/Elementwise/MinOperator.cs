using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The least of the inputs.</summary>
internal sealed class MinOperator() : VariadicOperator("Min", since: 8, Math.Min, Math.Min);
