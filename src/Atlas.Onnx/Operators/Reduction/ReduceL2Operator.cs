using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>√(Σ x²) along axes.</summary>
internal sealed class ReduceL2Operator() : FoldOperator("ReduceL2", 0, static (sum, x) => sum + x * x, Math.Sqrt);
