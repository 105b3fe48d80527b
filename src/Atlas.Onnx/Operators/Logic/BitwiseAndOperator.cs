using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Bits that both have.</summary>
internal sealed class BitwiseAndOperator() : BitwiseOperator("BitwiseAnd", since: 18)
{
    protected override long Combine(NodeContext node, long a, long b) => a & b;
}
