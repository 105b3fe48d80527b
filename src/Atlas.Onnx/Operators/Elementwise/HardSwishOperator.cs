using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x · min(max(x/6 + 1/2, 0), 1) (Howard et al. 2019).</summary>
internal sealed class HardSwishOperator() : UnaryOperator("HardSwish", since: 14, static x => x * Math.Min(Math.Max(x / 6 + 0.5, 0), 1));
