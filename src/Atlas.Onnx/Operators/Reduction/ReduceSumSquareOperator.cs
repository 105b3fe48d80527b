using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Σ x² along axes.</summary>
internal sealed class ReduceSumSquareOperator()
    : ArithmeticFoldOperator("ReduceSumSquare", 0, static (sum, x) => sum + x * x, static (sum, x) => unchecked(sum + x * x));
