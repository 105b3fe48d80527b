using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>The index of the greatest element along an axis.</summary>
internal sealed class ArgMaxOperator() : ArgumentOperator("ArgMax", sign: 1);
