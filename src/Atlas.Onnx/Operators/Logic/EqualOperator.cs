using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a = b.</summary>
internal sealed class EqualOperator() : ComparisonOperator("Equal", since: 7, static (a, b) => a == b, static (a, b) => a == b);
