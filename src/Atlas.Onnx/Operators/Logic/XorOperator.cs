using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a ≠ b.</summary>
internal sealed class XorOperator() : LogicalOperator("Xor", since: 7, static (a, b) => a ^ b);
