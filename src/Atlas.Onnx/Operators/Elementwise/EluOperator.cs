using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x, or alpha·(e^x - 1) where x is negative (Clevert et al. 2015).</summary>
internal sealed class EluOperator()
    : ParametricOperator("Elu", since: 6, static (x, alpha, _) => x < 0 ? alpha * (Math.Exp(x) - 1) : x, new("alpha", 1));
