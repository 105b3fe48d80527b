using System.Collections.Immutable;

namespace Atlas.Onnx.Operators.Layout;

/// <summary>The input repeated along each axis.</summary>
internal sealed class TileOperator() : Operator("Tile", since: 6, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        ImmutableArray<long> repeats = node.ConstantIntegers(1, "repeats");
        return repeats.Length == shape.Rank && repeats.All(static count => count >= 0)
            ? [new(node.ElementType(0), new OnnxShape([.. shape.Select((extent, axis) => extent * repeats[axis])]))]
            : throw node.Error($"repeats [{string.Join(",", repeats)}]", $"one count for each axis of {shape} is needed");
    }

    // [d0, d1, ...] is seen as [1, d0, 1, d1, ...] and stretched to [r0, d0, r1, d1, ...].
    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        ImmutableArray<long> repeats = node.ConstantIntegers(1, "repeats");
        OnnxShape split = new([.. x.Shape.SelectMany(static extent => new[] { 1, extent })]);
        OnnxShape stretched = new([.. x.Shape.SelectMany((extent, axis) => new[] { repeats[axis], extent })]);
        OnnxTensor repeated = TensorLayout.Broadcast(TensorLayout.Reshape(x, split), stretched);
        return [TensorLayout.Reshape(repeated, node.Outputs[0].Shape)];
    }
}
