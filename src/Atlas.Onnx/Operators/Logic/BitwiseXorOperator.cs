using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>Bits that exactly one has.</summary>
internal sealed class BitwiseXorOperator() : BitwiseOperator("BitwiseXor", since: 18)
{
    protected override long Combine(NodeContext node, long a, long b) => a ^ b;
}
