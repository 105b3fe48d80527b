using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Linear;

/// <summary><c>alpha·A'·B' + beta·C</c>, where A' and B' are A and B or their transposes and C is broadcast; C is optional from opset 11.</summary>
internal sealed class GemmOperator() : Operator("Gemm", since: 7, new Arity(2, 3), "alpha", "beta", "transA", "transB")
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        node.RequireReal(0);
        (bool transposeA, bool transposeB) = Form(node);
        OnnxShape a = node.Shape(0), b = node.Shape(1);
        if (a.Rank != 2 || b.Rank != 2 || a[transposeA ? 0 : 1] != b[transposeB ? 1 : 0])
        {
            throw node.Error($"operands of shapes {a} and {b} do not fit together");
        }

        var result = new OnnxShape(a[transposeA ? 1 : 0], b[transposeB ? 0 : 1]);
        if (node.Has(2) && (node.CommonType(0, 2) != type || !OnnxShape.TryBroadcast(node.Shape(2), result, out OnnxShape both) || both != result))
        {
            throw node.Error($"bias of shape {node.Shape(2)} does not broadcast to {result}");
        }

        return [new(type, result)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        (bool transposeA, bool transposeB) = Form(node);
        OnnxTensor a = transposeA ? TensorLayout.Permute(inputs[0], [1, 0]) : inputs[0];
        OnnxTensor b = transposeB ? TensorLayout.Permute(inputs[1], [1, 0]) : inputs[1];
        (ElementType type, OnnxShape shape) = node.Outputs[0];
        double[] result = new double[shape.ElementCount];
        MatrixKernel.MultiplyAdd(a.RealArray, 0, b.RealArray, 0, result, 0, (int)shape[0], (int)a.Shape[1], (int)shape[1]);

        double alpha = node.Attributes.GetFloat("alpha", 1), beta = node.Attributes.GetFloat("beta", 1);
        double[]? bias = inputs.Optional(2) is { } c ? ElementwiseKernel.Reals(c, shape) : null;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = alpha * result[i] + (bias is null ? 0 : beta * bias[i]);
        }

        return [OnnxTensor.Own(type, shape, result)];
    }

    private static (bool A, bool B) Form(NodeContext node) =>
        (node.Attributes.GetInt("transA", 0) != 0, node.Attributes.GetInt("transB", 0) != 0);
}
