using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>The greatest element along axes.</summary>
internal sealed class ReduceMaxOperator() : ExtremumOperator("ReduceMax", double.NegativeInfinity, Math.Max, Math.Max);
