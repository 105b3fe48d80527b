using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>Moves x towards 0 by bias; 0 where |x| is at most lambd.</summary>
internal sealed class ShrinkOperator()
    : ParametricOperator("Shrink", since: 9, static (x, lambda, bias) => x < -lambda ? x + bias : x > lambda ? x - bias : 0,
        new("lambd", 0.5f), new("bias", 0));
