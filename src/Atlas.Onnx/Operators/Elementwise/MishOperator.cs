using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x · tanh(ln(1 + e^x)) (Misra 2019).</summary>
internal sealed class MishOperator() : UnaryOperator("Mish", since: 18, static x => x * Math.Tanh(SpecialFunctions.Softplus(x)));
