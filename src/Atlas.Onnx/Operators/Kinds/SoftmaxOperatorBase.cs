using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Kinds;

/// <summary>
/// Softmax and LogSoftmax. Up to opset 12 the input is flattened to a matrix whose columns are the axes from <c>axis</c> (1 by
/// default) on, and rows are normalised; from opset 13 lines along <c>axis</c> (-1 by default) are.
/// </summary>
internal abstract class SoftmaxOperatorBase(string name, RowKernel.RowFunction function) : Operator(name, since: 1, inputs: 1, "axis")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        AxisOf(node);
        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0];
        OnnxShape shape = x.Shape;
        int axis = AxisOf(node), end = node.Opset < 13 ? shape.Rank : Math.Min(axis + 1, shape.Rank);
        double[] result = RowKernel.Apply(
            x.RealArray, (int)shape.Product(0, axis), (int)shape.Product(axis, end), (int)shape.Product(end, shape.Rank), function);
        return [OnnxTensor.Own(x.ElementType, shape, result)];
    }

    private static int AxisOf(NodeContext node)
    {
        int rank = node.Shape(0).Rank;
        return node.Opset < 13
            ? node.FlattenAxis(node.Attributes.GetInt("axis", 1), rank)
            : node.Axis(node.Attributes.GetInt("axis", -1), Math.Max(rank, 1));
    }
}
