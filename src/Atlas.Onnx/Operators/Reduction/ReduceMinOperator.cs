using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>The least element along axes.</summary>
internal sealed class ReduceMinOperator() : ExtremumOperator("ReduceMin", double.PositiveInfinity, Math.Min, Math.Min);
