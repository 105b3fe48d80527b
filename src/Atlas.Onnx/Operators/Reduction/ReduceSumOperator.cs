using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Σ x along axes.</summary>
internal sealed class ReduceSumOperator()
    : ArithmeticFoldOperator("ReduceSum", 0, static (sum, x) => sum + x, static (sum, x) => unchecked(sum + x), axesInputSince: 13);
