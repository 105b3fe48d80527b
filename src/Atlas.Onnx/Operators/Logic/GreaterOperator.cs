using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a &gt; b.</summary>
internal sealed class GreaterOperator() : ComparisonOperator("Greater", since: 7, static (a, b) => a > b, static (a, b) => a > b);
