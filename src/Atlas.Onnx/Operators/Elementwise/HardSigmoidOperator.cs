using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>min(max(alpha·x + beta, 0), 1).</summary>
internal sealed class HardSigmoidOperator()
    : ParametricOperator("HardSigmoid", since: 6, static (x, alpha, beta) => Math.Min(Math.Max(alpha * x + beta, 0), 1),
        new("alpha", 0.2f), new("beta", 0.5f));
