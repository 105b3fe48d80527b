using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>ln Σ x along axes.</summary>
internal sealed class ReduceLogSumOperator() : FoldOperator("ReduceLogSum", 0, static (sum, x) => sum + x, Math.Log);
