using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>gamma·x, or gamma·alpha·(e^x - 1) where x is not positive (Klambauer et al. 2017).</summary>
internal sealed class SeluOperator()
    : ParametricOperator("Selu", since: 6, static (x, alpha, gamma) => gamma * (x > 0 ? x : alpha * (Math.Exp(x) - 1)),
        new("alpha", 1.67326319f), new("gamma", 1.05070102f));
