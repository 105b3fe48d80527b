using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a ∨ b.</summary>
internal sealed class OrOperator() : LogicalOperator("Or", since: 7, static (a, b) => a | b);
