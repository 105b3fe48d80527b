using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x, or slope·x where x is negative; the slope broadcasts to x (He et al. 2015).</summary>
internal sealed class PReluOperator() : Operator("PRelu", since: 7, inputs: 2)
{
    public override TensorType[] Infer(NodeContext node)
    {
        ElementType type = node.CommonType(0, 1);
        return type != ElementType.Bool && node.Broadcast(0, 1) == node.Shape(0)
            ? [node.Type(0)]
            : throw node.Error(
                $"slope {type}{node.Shape(1)} for an input of shape {node.Shape(0)}", "the slope is a number and broadcasts to the input");
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) => [ElementwiseKernel.Zip(
        inputs[0], inputs[1], inputs[0].Shape, static (x, slope) => x < 0 ? slope * x : x, static (x, slope) => x < 0 ? unchecked(slope * x) : x)];
}
