using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a &lt; b.</summary>
internal sealed class LessOperator() : ComparisonOperator("Less", since: 7, static (a, b) => a < b, static (a, b) => a < b);
