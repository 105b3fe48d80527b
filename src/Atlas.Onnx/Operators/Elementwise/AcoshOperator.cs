using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The inverse of cosh on [1, ∞); NaN below.</summary>
internal sealed class AcoshOperator() : UnaryOperator("Acosh", since: 9, SpecialFunctions.Acosh);
