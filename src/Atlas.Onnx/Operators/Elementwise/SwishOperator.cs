using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x / (1 + e^(-alpha·x)) (Ramachandran et al. 2017).</summary>
internal sealed class SwishOperator()
    : ParametricOperator("Swish", since: 24, static (x, alpha, _) => x * SpecialFunctions.Sigmoid(alpha * x), new("alpha", 1));
