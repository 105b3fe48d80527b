using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a ≥ b.</summary>
internal sealed class GreaterOrEqualOperator() : ComparisonOperator("GreaterOrEqual", since: 12, static (a, b) => a >= b, static (a, b) => a >= b);
