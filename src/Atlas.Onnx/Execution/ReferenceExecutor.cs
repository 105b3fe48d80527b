using System.Collections.Immutable;
using Atlas.Onnx.Operators;

namespace Atlas.Onnx;

/// <summary>
/// Runs a graph in real arithmetic (doubles, nothing is rounded to narrower types), node by node: the yardstick for the integer
/// model.
/// </summary>
public static class ReferenceExecutor
{
    /// <summary>
    /// Outputs by name. <paramref name="observer"/> is told every value that a node computes, in order.
    /// </summary>
    /// <exception cref="ArgumentException">An input is missing or has another type or shape than the graph's.</exception>
    /// <exception cref="AtlasModelException">A node has no value for these inputs, such as an index outside of its table.</exception>
    public static IReadOnlyDictionary<string, OnnxTensor> Run(
        OnnxGraph graph, IReadOnlyDictionary<string, OnnxTensor> inputs, Action<string, OnnxTensor>? observer = null)
    {
        var values = graph.Initializers.ToDictionary(static value => value.Name, static value => value.Constant!, StringComparer.Ordinal);
        foreach (ValueInfo input in graph.Inputs)
        {
            values.Add(input.Name, Check(input, inputs));
        }

        foreach (OnnxNode node in graph.Nodes)
        {
            OnnxTensor[] results = Evaluate(graph, node, values);
            for (int i = 0; i < node.Outputs.Length; i++)
            {
                if (node.Outputs[i].Length > 0)
                {
                    values.Add(node.Outputs[i], results[i]);
                    observer?.Invoke(node.Outputs[i], results[i]);
                }
            }
        }

        return graph.Outputs.ToImmutableDictionary(static output => output.Name, output => values[output.Name], StringComparer.Ordinal);
    }

    private static OnnxTensor Check(ValueInfo input, IReadOnlyDictionary<string, OnnxTensor> inputs)
    {
        if (!inputs.TryGetValue(input.Name, out OnnxTensor? tensor))
        {
            throw new ArgumentException($"input '{input.Name}' is missing", nameof(inputs));
        }

        return tensor.ElementType == input.ElementType && tensor.Shape == input.Shape
            ? tensor
            : throw new ArgumentException($"input '{input.Name}' is {tensor} instead of {input.ElementType}{input.Shape}", nameof(inputs));
    }

    private static OnnxTensor[] Evaluate(OnnxGraph graph, OnnxNode node, Dictionary<string, OnnxTensor> values)
    {
        Operator @operator = OperatorRegistry.Find(node, graph.Opset);
        var context = new NodeContext(node, graph.Opset, [.. node.Inputs.Select(input => input.Length == 0 ? null : graph.Of(input))]);
        context.Outputs = @operator.Infer(context);
        return @operator.Evaluate(context, new Arguments([.. node.Inputs.Select(input => input.Length == 0 ? null : values[input])]));
    }
}
