namespace Atlas.Onnx.Operators.Layout;

/// <summary>The rule by which GatherElements and ScatterElements address data of input 0 by indices of input 1.</summary>
internal static class ElementPlaces
{
    /// <summary>Requires equal ranks, and extents of the indices within the data's on all axes but <c>axis</c>.</summary>
    public static void Check(NodeContext node)
    {
        OnnxShape data = node.Shape(0), indices = node.Shape(1);
        int axis = AxisOf(node);
        if (indices.Rank != data.Rank || Enumerable.Range(0, data.Rank).Any(i => i != axis && indices[i] > data[i]))
        {
            throw node.Error(
                $"indices of shape {indices} along axis {axis} of {data}", "they have the rank of the data, and extents within it on the other axes");
        }
    }

    /// <summary>For each index, the position in the flattened data.</summary>
    public static int[] Of(NodeContext node, OnnxTensor indices)
    {
        OnnxShape data = node.Shape(0);
        int axis = AxisOf(node);
        long[] strides = data.Strides(), own = indices.Shape.Strides(), given = indices.IntegerArray;
        int[] places = new int[given.Length];
        for (int i = 0; i < places.Length; i++)
        {
            long place = node.Row(given[i], axis, data) * strides[axis];
            for (int other = 0; other < data.Rank; other++)
            {
                place += other == axis ? 0 : i / own[other] % indices.Shape[other] * strides[other];
            }

            places[i] = (int)place;
        }

        return places;
    }

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", 0), node.Shape(0).Rank);
}
