using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>-1, 0 or 1 as x is negative, zero or positive.</summary>
internal sealed class SignOperator()
    : SignedUnaryOperator("Sign", since: 9, static x => double.IsNaN(x) ? x : Math.Sign(x), static x => Math.Sign(x));
