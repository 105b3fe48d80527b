namespace Atlas.Onnx.Operators.Layout;

/// <summary>The data with blocks replaced: block i of the updates goes to the place that row i of the indices addresses.</summary>
internal sealed class ScatterNDOperator() : Operator("ScatterND", since: 11, inputs: 3, ScatterReduction.Attribute)
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireInteger(1);
        node.CommonType(0, 2);
        ScatterReduction.Check(node);
        OnnxShape data = node.Shape(0), indices = node.Shape(1);
        if (indices.Rank == 0 || indices[indices.Rank - 1] > data.Rank)
        {
            throw node.Error($"indices of shape {indices} do not address {data}");
        }

        var expected = new OnnxShape([.. indices.Take(indices.Rank - 1), .. data.Skip((int)indices[indices.Rank - 1])]);
        return node.Shape(2) == expected ? [node.Type(0)] : throw node.Error($"updates of shape {node.Shape(2)} instead of {expected}");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape data = inputs[0].Shape;
        long[] indices = inputs[1].IntegerArray, strides = data.Strides();
        int depth = (int)inputs[1].Shape[inputs[1].Shape.Rank - 1], block = (int)data.Product(depth, data.Rank);
        int[] places = new int[inputs[2].Count];
        for (int i = 0; i < places.Length; i++)
        {
            long place = i % block;
            for (int axis = 0; axis < depth; axis++)
            {
                place += node.Row(indices[i / block * depth + axis], axis, data) * strides[axis];
            }

            places[i] = (int)place;
        }

        return [ScatterReduction.Apply(node, inputs[0], places, inputs[2])];
    }
}
