using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>max(x, 0).</summary>
internal sealed class ReluOperator() : SignedUnaryOperator("Relu", since: 6, static x => Math.Max(x, 0), static x => Math.Max(x, 0));
