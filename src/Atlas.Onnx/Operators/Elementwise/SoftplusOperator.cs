using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>ln(1 + e^x).</summary>
internal sealed class SoftplusOperator() : UnaryOperator("Softplus", since: 1, SpecialFunctions.Softplus);
