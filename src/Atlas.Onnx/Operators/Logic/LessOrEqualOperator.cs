using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a ≤ b.</summary>
internal sealed class LessOrEqualOperator() : ComparisonOperator("LessOrEqual", since: 12, static (a, b) => a <= b, static (a, b) => a <= b);
