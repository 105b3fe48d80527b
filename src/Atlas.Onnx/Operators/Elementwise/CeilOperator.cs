using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>⌈x⌉.</summary>
internal sealed class CeilOperator() : UnaryOperator("Ceil", since: 6, Math.Ceiling);
