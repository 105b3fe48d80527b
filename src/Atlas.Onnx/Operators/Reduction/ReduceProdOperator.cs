using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Reduction;

/// <summary>Π x along axes.</summary>
internal sealed class ReduceProdOperator()
    : ArithmeticFoldOperator("ReduceProd", 1, static (product, x) => product * x, static (product, x) => unchecked(product * x));
