using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>The angle of [0, π] whose cosine is x; NaN beyond ±1.</summary>
internal sealed class AcosOperator() : UnaryOperator("Acos", since: 7, Math.Acos);
