using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>The index of the least element along an axis.</summary>
internal sealed class ArgMinOperator() : ArgumentOperator("ArgMin", sign: -1);
