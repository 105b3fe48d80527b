using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The nearest integer; of two equally near ones the even.</summary>
internal sealed class RoundOperator() : UnaryOperator("Round", since: 11, static x => Math.Round(x, MidpointRounding.ToEven));
