using Atlas.Onnx.Operators.Kinds;

namespace Atlas.Onnx.Operators.Logic;

/// <summary>a · 2^b or ⌊a / 2^b⌋ of unsigned integers, by <c>direction</c>; bits that leave the type are lost.</summary>
internal sealed class BitShiftOperator() : BitwiseOperator("BitShift", since: 11, "direction")
{
    public override TensorType[] Infer(NodeContext node)
    {
        IsLeft(node);
        return node.ElementType(0) is ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64
            ? base.Infer(node)
            : throw node.Error($"input of type {node.ElementType(0)}", "only unsigned integers are shifted");
    }

    protected override long Combine(NodeContext node, long a, long b)
    {
        if (b >= 64)
        {
            return 0;
        }

        long result = IsLeft(node) ? a << (int)b : a >> (int)b;
        return result >= 0 || node.ElementType(0) != ElementType.UInt64
            ? result
            : throw node.Error($"{a} shifted by {b}", "integers are supported up to 2^63 - 1");
    }

    private static bool IsLeft(NodeContext node) => node.Attributes.GetString("direction", "") switch
    {
        "LEFT" => true,
        "RIGHT" => false,
        var other => throw node.Error($"attribute 'direction' is '{other}'", "supported are 'LEFT' and 'RIGHT'"),
    };
}
