using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The angle of [-π/2, π/2] whose sine is x; NaN beyond ±1.</summary>
internal sealed class AsinOperator() : UnaryOperator("Asin", since: 7, Math.Asin);
