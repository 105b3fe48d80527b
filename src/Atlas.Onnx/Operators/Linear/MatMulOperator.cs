using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Linear;

/// <summary>
/// Matrix product of the last two axes, the others broadcast. A vector on the left is a row, on the right a column; its axis is
/// not in the result.
/// </summary>
internal sealed class MatMulOperator() : Operator("MatMul", since: 1, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        node.RequireReal(0);
        (OnnxShape a, OnnxShape b, OnnxShape batch) = Form(node);
        IEnumerable<long> rows = node.Shape(0).Rank == 1 ? [] : [a[a.Rank - 2]], columns = node.Shape(1).Rank == 1 ? [] : [b[b.Rank - 1]];
        return [new(type, new OnnxShape([.. batch, .. rows, .. columns]))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (OnnxShape a, OnnxShape b, OnnxShape batch) = Form(node);
        int m = (int)a[a.Rank - 2], k = (int)a[a.Rank - 1], n = (int)b[b.Rank - 1], products = (int)batch.ElementCount;
        double[] left = ElementwiseKernel.Reals(TensorLayout.Reshape(inputs[0], a), new OnnxShape([.. batch, m, k]));
        double[] right = TensorLayout.Reshape(inputs[1], b).RealArray;
        if (b.Rank > 2)
        {
            right = ElementwiseKernel.Reals(TensorLayout.Reshape(inputs[1], b), new OnnxShape([.. batch, k, n]));
        }

        double[] result = new double[products * m * n];
        for (int i = 0; i < products; i++)
        {
            MatrixKernel.MultiplyAdd(left, i * m * k, right, b.Rank > 2 ? i * k * n : 0, result, i * m * n, m, k, n);
        }

        return [OnnxTensor.Own(node.Outputs[0].ElementType, node.Outputs[0].Shape, result)];
    }

    /// <summary>Both operands as (stacks of) matrices, and the axes in front of them.</summary>
    private static (OnnxShape A, OnnxShape B, OnnxShape Batch) Form(NodeContext node)
    {
        OnnxShape a = node.Shape(0), b = node.Shape(1);
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw node.Error($"operands of shapes {a} and {b}", "operands have at least one axis; use Mul");
        }

        a = a.Rank == 1 ? new OnnxShape(1, a[0]) : a;
        b = b.Rank == 1 ? new OnnxShape(b[0], 1) : b;
        return a[a.Rank - 1] == b[b.Rank - 2]
            && OnnxShape.TryBroadcast(new OnnxShape([.. a.Take(a.Rank - 2)]), new OnnxShape([.. b.Take(b.Rank - 2)]), out OnnxShape batch)
            ? (a, b, batch)
            : throw node.Error($"operands of shapes {node.Shape(0)} and {node.Shape(1)} do not fit together");
    }
}
