using Atlas.Onnx;

namespace Atlas.Compiler.Lowering;

/// <summary>Who reads a value of the ONNX graph: it decides how many fraction bits are worth a digit.</summary>
internal static class Readers
{
    /// <summary>
    /// Whether every reader is a product with constant weights, through gains, offsets and layouts. Such products average the rounding of their operand over a whole row.
    /// </summary>
    public static bool AreProductsWithWeights(OnnxGraph graph, string value)
    {
        bool Constant(string name) => graph.Of(name).Constant is not null;
        return !graph.IsOutput(value) && graph.ConsumersOf(value).All(node => node.OpType switch
        {
            "MatMul" or "Gemm" => node.Inputs[0] == value && Constant(node.Inputs[1]),
            "Add" or "Sub" or "Mul" => node.Inputs.All(name => name == value || Constant(name)) && AreProductsWithWeights(graph, node.Outputs[0]),
            "Transpose" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze" or "Identity" or "Dropout" => AreProductsWithWeights(graph, node.Outputs[0]),
            _ => false,
        });
    }
}
