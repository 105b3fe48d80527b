namespace Atlas.Onnx.Operators.Layout;

/// <summary>
/// Blocks of the first input at index tuples, which are the rows of the second; the first <c>batch_dims</c> axes of both run in
/// step.
/// </summary>
internal sealed class GatherNDOperator() : Operator("GatherND", since: 11, inputs: 2, new AttributeRule("batch_dims", Since: 12))
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(1);
        OnnxShape data = node.Shape(0), indices = node.Shape(1);
        (int batch, int depth) = Form(node);
        if (!data.Take(batch).SequenceEqual(indices.Take(batch)))
        {
            throw node.Error($"the first {batch} extents of {data} and {indices} differ");
        }

        return [new(node.ElementType(0), new OnnxShape([.. indices.Take(indices.Rank - 1), .. data.Skip(batch + depth)]))];
    }

    // The addressed axes are flattened into one, and each tuple into one row number.
    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = inputs[0].Shape;
        (int batch, int depth) = Form(node);
        ReadOnlySpan<long> tuples = inputs[1].Integers;
        long block = shape.Product(batch, batch + depth), batches = shape.Product(0, batch);
        long[] rows = new long[inputs[1].Shape.Product(0, inputs[1].Shape.Rank - 1)];
        for (int i = 0; i < rows.Length; i++)
        {
            long row = i / (rows.Length / batches);
            for (int level = 0; level < depth; level++)
            {
                row = row * shape[batch + level] + node.Row(tuples[i * depth + level], batch + level, shape);
            }

            rows[i] = row;
        }

        OnnxTensor table = TensorLayout.Reshape(inputs[0], new OnnxShape(batches * block, shape.Product(batch + depth, shape.Rank)));
        return [TensorLayout.Reshape(TensorLayout.Gather(table, 0, rows), node.Outputs[0].Shape)];
    }

    private static (int Batch, int Depth) Form(NodeContext node)
    {
        OnnxShape data = node.Shape(0), indices = node.Shape(1);
        long batch = node.Attributes.GetInt("batch_dims", 0), depth = indices.Rank == 0 ? 0 : indices[indices.Rank - 1];
        return batch >= 0 && batch < Math.Min(data.Rank, indices.Rank) && depth >= 1 && batch + depth <= data.Rank
            ? ((int)batch, (int)depth)
            : throw node.Error($"indices of shape {indices} do not address {data} with batch_dims {batch}");
    }
}
