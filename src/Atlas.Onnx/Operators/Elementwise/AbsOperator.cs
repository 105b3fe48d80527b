using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>|x|.</summary>
internal sealed class AbsOperator() : SignedUnaryOperator("Abs", since: 6, Math.Abs, static x => x < 0 ? unchecked(-x) : x);
