using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>max(0, x) + min(0, alpha·(e^(x/alpha) - 1)) (Barron 2017).</summary>
internal sealed class CeluOperator()
    : ParametricOperator("Celu", since: 12, static (x, alpha, _) => Math.Max(0, x) + Math.Min(0, alpha * (Math.Exp(x / alpha) - 1)), new("alpha", 1));
