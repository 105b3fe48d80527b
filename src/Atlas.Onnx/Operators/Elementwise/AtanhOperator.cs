using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The inverse of tanh; NaN beyond ±1.</summary>
internal sealed class AtanhOperator() : UnaryOperator("Atanh", since: 9, SpecialFunctions.Atanh);
