using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>⌊x⌋.</summary>
internal sealed class FloorOperator() : UnaryOperator("Floor", since: 6, Math.Floor);
