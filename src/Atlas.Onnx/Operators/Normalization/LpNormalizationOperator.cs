using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Normalization;

/// <summary>x divided by the L1 or L2 norm of its line along an axis; a line of zeros stays.</summary>
internal sealed class LpNormalizationOperator() : Operator("LpNormalization", since: 1, inputs: 1, "axis", "p")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        AxisOf(node);
        return Order(node) is 1 or 2 ? [node.Type(0)] : throw node.Error($"attribute 'p' is {Order(node)}", "supported are 1 and 2");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxShape shape = inputs[0].Shape;
        int axis = AxisOf(node);
        bool isEuclidean = Order(node) == 2;
        double[] result = RowKernel.Apply(
            inputs[0].RealArray, (int)shape.Product(0, axis), (int)shape[axis], (int)shape.Product(axis + 1, shape.Rank),
            (row, image) => Normalise(row, image, isEuclidean));
        return [OnnxTensor.Own(inputs[0].ElementType, shape, result)];
    }

    private static long Order(NodeContext node) => node.Attributes.GetInt("p", 2);

    private static int AxisOf(NodeContext node) => node.Axis(node.Attributes.GetInt("axis", -1), node.Shape(0).Rank);

    private static void Normalise(ReadOnlySpan<double> row, Span<double> image, bool isEuclidean)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += isEuclidean ? value * value : Math.Abs(value);
        }

        double norm = isEuclidean ? Math.Sqrt(sum) : sum;
        for (int i = 0; i < row.Length; i++)
        {
            image[i] = norm == 0 ? 0 : row[i] / norm;
        }
    }
}
