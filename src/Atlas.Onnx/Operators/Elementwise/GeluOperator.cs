using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Elementwise;

/// <summary>x·Φ(x) (Hendrycks and Gimpel 2016), exact or, with <c>approximate = "tanh"</c>, its tanh form.</summary>
internal sealed class GeluOperator() : Operator("Gelu", since: 20, inputs: 1, "approximate")
{
    public override TensorType[] Infer(NodeContext node)
    {
        node.RequireReal(0);
        UsesTanh(node);
        return [node.Type(0)];
    }

    public override OnnxTensor[] Evaluate(NodeContext node, Arguments inputs) =>
        [ElementwiseKernel.Map(inputs[0], UsesTanh(node) ? SpecialFunctions.GeluTanh : SpecialFunctions.Gelu)];

    private static bool UsesTanh(NodeContext node) => node.Attributes.GetString("approximate", "none") switch
    {
        "none" => false,
        "tanh" => true,
        var other => throw node.Error($"attribute 'approximate' is '{other}'", "supported are 'none' and 'tanh'"),
    };
}
