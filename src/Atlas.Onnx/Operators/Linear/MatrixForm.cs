using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Linear;

/// <summary>
/// The shape rule and the arithmetic that MatMul, MatMulInteger and QLinearMatMul share: the product of the last two axes, the
/// others broadcast. A vector on the left is a row, on the right a column; its axis is not in the result.
/// </summary>
internal sealed class MatrixForm
{
    private readonly OnnxShape a;
    private readonly OnnxShape b;
    private readonly OnnxShape batch;

    private MatrixForm(OnnxShape a, OnnxShape b, OnnxShape batch, OnnxShape result)
    {
        this.a = a;
        this.b = b;
        this.batch = batch;
        Result = result;
    }

    public OnnxShape Result { get; }

    /// <summary>Checks the operands at the given input indices.</summary>
    public static MatrixForm Of(NodeContext node, int left, int right)
    {
        OnnxShape a = node.Shape(left), b = node.Shape(right);
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw node.Error($"operands of shapes {a} and {b}", "operands have at least one axis; use Mul");
        }

        OnnxShape rows = a.Rank == 1 ? new OnnxShape(1, a[0]) : a, columns = b.Rank == 1 ? new OnnxShape(b[0], 1) : b;
        if (rows[rows.Rank - 1] != columns[columns.Rank - 2] || !OnnxShape.TryBroadcast(Outer(rows), Outer(columns), out OnnxShape batch))
        {
            throw node.Error($"operands of shapes {a} and {b} do not fit together");
        }

        IEnumerable<long> height = a.Rank == 1 ? [] : [rows[rows.Rank - 2]], width = b.Rank == 1 ? [] : [columns[columns.Rank - 1]];
        return new MatrixForm(rows, columns, batch, new OnnxShape([.. batch, .. height, .. width]));
    }

    public double[] Multiply(OnnxTensor x, OnnxTensor y)
    {
        int m = (int)a[a.Rank - 2], k = (int)a[a.Rank - 1], n = (int)b[b.Rank - 1], products = (int)batch.ElementCount;
        double[] left = ElementwiseKernel.Reals(TensorLayout.Reshape(x, a), new OnnxShape([.. batch, m, k]));
        OnnxTensor columns = TensorLayout.Reshape(y, b);
        double[] right = b.Rank > 2 ? ElementwiseKernel.Reals(columns, new OnnxShape([.. batch, k, n])) : columns.RealArray;
        double[] result = new double[products * m * n];
        for (int i = 0; i < products; i++)
        {
            MatrixKernel.MultiplyAdd(left, i * m * k, right, b.Rank > 2 ? i * k * n : 0, result, i * m * n, m, k, n);
        }

        return result;
    }

    private static OnnxShape Outer(OnnxShape matrices) => new([.. matrices.Take(matrices.Rank - 2)]);
}
