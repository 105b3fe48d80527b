using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>1 / (1 + e^-x).</summary>
internal sealed class SigmoidOperator() : UnaryOperator("Sigmoid", since: 6, SpecialFunctions.Sigmoid);
