namespace Atlas.Onnx.Operators.Shapes;

/// <summary>Numbers from a start in equal steps, up to a limit that is excluded.</summary>
internal sealed class RangeOperator() : Operator("Range", since: 11, inputs: 3)
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1, 2);
        double start = Scalar(node, 0, "start"), limit = Scalar(node, 1, "limit"), delta = Scalar(node, 2, "delta");
        double count = Math.Ceiling((limit - start) / delta);
        return delta != 0 && count <= int.MaxValue
            ? [new(type, new OnnxShape((long)Math.Max(count, 0)))]
            : throw node.Error($"steps of {delta} from {start} to {limit}");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        int count = (int)shape[0];
        if (type.IsReal())
        {
            double start = inputs[0].Reals[0], delta = inputs[2].Reals[0];
            return [OnnxTensor.Own(type, shape, [.. Enumerable.Range(0, count).Select(i => start + i * delta)])];
        }

        long first = inputs[0].Integers[0], step = inputs[2].Integers[0];
        return [OnnxTensor.Own(type, shape, [.. Enumerable.Range(0, count).Select(i => type.Wrap(unchecked(first + i * step)))])];
    }

    // Integers beyond 2^53 are no extents.
    private static double Scalar(NodeContext node, int index, string what)
    {
        OnnxTensor tensor = node.Constant(index, what);
        return tensor.Count == 1 ? tensor.IsReal ? tensor.Reals[0] : tensor.Integers[0] : throw node.Error($"the {what} is {tensor}, not one number");
    }
}
