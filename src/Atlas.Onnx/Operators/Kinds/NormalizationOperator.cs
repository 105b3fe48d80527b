using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>Normalisations over the axes from <c>axis</c> (-1 by default) on, followed by a gain that broadcasts to the input.</summary>
internal abstract class NormalizationOperator(string name, int since, Arity inputs) : Operator(name, since, inputs, "axis", "epsilon", "stash_type")
{
    protected static double Epsilon(NodeContext node) => node.Attributes.GetFloat("epsilon", 1e-5f);

    protected static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", -1), node.Shape(0).Rank);

    /// <summary>Checks the types of the input and of its gain and offset, and returns the input's.</summary>
    protected static TensorType CheckParameters(NodeContext node)
    {
        node.RequireReal(0);
        AxisOf(node);
        OnnxShape shape = node.Shape(0);
        foreach (int index in Enumerable.Range(1, node.InputCount - 1).Where(node.Has))
        {
            node.RequireReal(index);
            if (!OnnxShape.TryBroadcast(shape, node.Shape(index), out OnnxShape both) || both != shape)
            {
                throw node.Error($"parameter '{node.Input(index).Name}' of shape {node.Shape(index)} does not broadcast to {shape}");
            }
        }

        return node.Type(0);
    }

    /// <summary>Applies <paramref name="function"/> to each row of the flattened trailing axes.</summary>
    protected static double[] ApplyToRows(NodeContext node, OnnxTensor x, RowKernel.RowFunction function)
    {
        int axis = AxisOf(node);
        return RowKernel.Apply(x.RealArray, (int)x.Shape.Product(0, axis), (int)x.Shape.Product(axis, x.Shape.Rank), 1, function);
    }
}
