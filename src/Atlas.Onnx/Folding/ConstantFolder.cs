using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>
/// Removes what is known at build time: nodes whose outputs are all constants (arithmetic on initializers, and whole subgraphs
/// that compute shapes), nodes that no output depends on, and initializers that nothing reads any more. A folded value becomes
/// an initializer that knows its <see cref="OnnxTensor.Origin"/>.
/// </summary>
public static class ConstantFolder
{
    /// <summary>The graph with the same inputs, outputs and values, and without what is folded.</summary>
    public static OnnxGraph Fold(OnnxGraph graph)
    {
        var needed = new HashSet<string>(graph.Outputs.Select(static output => output.Name), StringComparer.Ordinal);
        var kept = new Stack<OnnxNode>();
        foreach (OnnxNode node in graph.Nodes.Reverse())
        {
            if (node.Outputs.Any(output => needed.Contains(output) && !graph.Of(output).IsConstant))
            {
                kept.Push(node);
                needed.UnionWith(node.Inputs.Where(static input => input.Length > 0));
            }
        }

        return graph.With([.. kept], Constants(graph, needed));
    }

    private static ImmutableArray<ValueInfo> Constants(OnnxGraph graph, HashSet<string> needed)
    {
        IEnumerable<ValueInfo> folded = graph.Nodes.SelectMany(static node => node.Outputs)
            .Where(static output => output.Length > 0)
            .Select(graph.Of)
            .Where(static value => value.IsConstant);
        return [.. graph.Initializers.Concat(folded).Where(value => needed.Contains(value.Name))];
    }
}
