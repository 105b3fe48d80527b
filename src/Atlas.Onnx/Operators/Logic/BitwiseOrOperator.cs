using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Bits that either has.</summary>
internal sealed class BitwiseOrOperator() : BitwiseOperator("BitwiseOr", since: 18)
{
    protected override long Combine(NodeContext node, long a, long b) => a | b;
}
