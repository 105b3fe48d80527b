using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Σ |x| along axes.</summary>
internal sealed class ReduceL1Operator()
    : ArithmeticFoldOperator("ReduceL1", 0, static (sum, x) => sum + Math.Abs(x), static (sum, x) => unchecked(sum + (x < 0 ? -x : x)));
