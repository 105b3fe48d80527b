using Atlas.Onnx.Kernels;
using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The inverse of sinh.</summary>
internal sealed class AsinhOperator() : UnaryOperator("Asinh", since: 9, SpecialFunctions.Asinh);
