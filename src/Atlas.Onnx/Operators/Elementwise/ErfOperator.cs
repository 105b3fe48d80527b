using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The error function.</summary>
internal sealed class ErfOperator() : UnaryOperator("Erf", since: 9, SpecialFunctions.Erf);
