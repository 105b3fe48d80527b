using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>
/// The remainder of a / b. It has the sign of b, or with <c>fmod</c> that of a; reals need <c>fmod</c>.
/// </summary>
internal sealed class ModOperator() : Operator("Mod", since: 10, inputs: 2, "fmod")
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        if (type == ElementType.Bool)
        {
            throw node.Error("inputs of type Bool", "insert a Cast");
        }

        return type.IsReal() && !Truncates(node)
            ? throw node.Error("attribute 'fmod' is 0 for reals", "set it to 1")
            : [new(type, node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        bool truncates = Truncates(node);
        return [ElementwiseKernel.Zip(
            inputs[0], inputs[1], node.Outputs[0].Shape, static (a, b) => a % b, (a, b) => Remainder(node, a, b, truncates))];
    }

    private static bool Truncates(NodeContext node) => node.Attributes.GetInt("fmod", 0) != 0;

    private static long Remainder(NodeContext node, long a, long b, bool truncates)
    {
        if (b is 0 or -1)
        {
            return b == 0 ? throw node.Error("integer division by zero") : 0;
        }

        long remainder = a % b;
        return !truncates && remainder != 0 && remainder < 0 != b < 0 ? remainder + b : remainder;
    }
}
