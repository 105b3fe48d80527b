using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>base^exponent, of the base's type; from opset 12 the exponent may have another type.</summary>
internal sealed class PowOperator() : Operator("Pow", since: 7, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        if (node.Opset < 12)
        {
            node.CommonType(0, 1);
        }

        return [new(node.ElementType(0), node.Broadcast(0, 1))];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs)
    {
        OnnxTensor x = inputs[0], exponent = inputs[1];
        OnnxShape shape = node.Outputs[0].Shape;
        if (!x.IsReal && !exponent.IsReal)
        {
            return [ElementwiseKernel.Zip(x, exponent, shape, Math.Pow, Power)];
        }

        OnnxTensor result = ElementwiseKernel.Zip(Real(x), Real(exponent), shape, Math.Pow, Power);
        return [TensorLayout.Cast(result, x.ElementType)];
    }

    private static OnnxTensor Real(OnnxTensor tensor) => tensor.IsReal ? tensor : TensorLayout.Cast(tensor, ElementType.Double);

    // Wraps around like the element type; a negative exponent truncates 1 / b^|e| towards zero.
    private static long Power(long b, long exponent)
    {
        if (exponent < 0)
        {
            return b is 1 or -1 ? Power(b, -exponent) : 0;
        }

        long result = 1;
        for (long square = b, rest = exponent; rest > 0; rest >>= 1, square = unchecked(square * square))
        {
            result = (rest & 1) == 1 ? unchecked(result * square) : result;
        }

        return result;
    }
}
