using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>-x.</summary>
internal sealed class NegOperator() : SignedUnaryOperator("Neg", since: 6, static x => -x, static x => unchecked(-x));
