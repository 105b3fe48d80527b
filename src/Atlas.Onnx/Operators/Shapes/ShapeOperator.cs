namespace Atlas.Onnx.Operators.Shapes;

/// <summary>The extents of the input; from opset 15 those of the axes from <c>start</c> up to <c>end</c>, clamped.</summary>
internal sealed class ShapeOperator() : Operator("Shape", since: 1, inputs: 1, new AttributeRule("start", 15), new AttributeRule("end", 15))
{
    public override bool NeedsOnlyShapes => true;

    public override TensorType[] Infer(NodeContext node) => [new(ElementType.Int64, new OnnxShape(Extents(node).Length))];

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        long[] extents = Extents(node);
        return [OnnxTensor.FromIntegers(new OnnxShape(extents.Length), extents)];
    }

    private static long[] Extents(NodeContext node)
    {
        OnnxShape shape = node.Shape(0);
        int start = Clamp(node.Attributes.GetInt("start", 0), shape.Rank), end = Clamp(node.Attributes.GetInt("end", shape.Rank), shape.Rank);
        return [.. shape.Take(end).Skip(start)];
    }

    private static int Clamp(long axis, int rank) => (int)Math.Min(Math.Max(axis < 0 ? axis + rank : axis, 0), rank);
}
