using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// The same elements under another shape. An extent 0 copies the input's (unless <c>allowzero</c>), one -1 is what is left.
/// </summary>
internal sealed class ReshapeOperator() : Operator("Reshape", since: 5, inputs: 2, new AttributeRule("allowzero", Since: 14))
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape input = node.Shape(0);
        ImmutableArray<long> wanted = node.ConstantIntegers(1, "shape");
        bool copyZeros = node.Attributes.GetInt("allowzero", 0) == 0;
        long[] extents = [.. wanted.Select((extent, axis) => extent == 0 && copyZeros && axis < input.Rank ? input[axis] : extent)];
        if (extents.Count(static extent => extent == -1) > 1 || extents.Any(static extent => extent < -1))
        {
            throw node.Error($"shape [{string.Join(",", wanted)}]", "extents are not negative, except for one -1");
        }

        int free = Array.IndexOf(extents, -1);
        if (free >= 0)
        {
            extents[free] = 1;
            long rest = new OnnxShape(extents).ElementCount;
            extents[free] = rest == 0 ? 0 : input.ElementCount / rest;
        }

        var result = new OnnxShape(extents);
        return result.ElementCount == input.ElementCount
            ? [new(node.ElementType(0), result)]
            : throw node.Error($"{input} has {input.ElementCount} elements and cannot have shape [{string.Join(",", wanted)}]");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [TensorLayout.Reshape(inputs[0], node.Outputs[0].Shape)];
}
