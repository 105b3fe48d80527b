using System.Collections.Immutable;

namespace Atlas.Onnx;

/// <summary>
/// A checked data-flow graph: every value has one producer, nodes come after the nodes they read, and the type and shape of
/// every value are known.
/// </summary>
public sealed class OnnxGraph
{
    private readonly Dictionary<string, ValueInfo> values;
    private readonly Dictionary<string, OnnxNode> producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OnnxNode>> consumers = new(StringComparer.Ordinal);

    internal OnnxGraph(
        string name,
        int opset,
        ImmutableArray<ValueInfo> inputs,
        ImmutableArray<ValueInfo> initializers,
        ImmutableArray<OnnxNode> nodes,
        ImmutableArray<ValueInfo> outputs,
        Dictionary<string, ValueInfo> values)
    {
        Name = name;
        Opset = opset;
        Inputs = inputs;
        Initializers = initializers;
        Nodes = nodes;
        Outputs = outputs;
        this.values = values;
        foreach (OnnxNode node in nodes)
        {
            Index(node);
        }
    }

    public string Name { get; }

    /// <summary>Version of the default operator set.</summary>
    public int Opset { get; }

    /// <summary>The values a caller gives, in the model's order; initializers are not among them.</summary>
    public ImmutableArray<ValueInfo> Inputs { get; }

    /// <summary>Constants of the model, in the model's order; <see cref="ValueInfo.Constant"/> is set.</summary>
    public ImmutableArray<ValueInfo> Initializers { get; }

    /// <summary>Nodes in topological order; the file's order where it is one.</summary>
    public ImmutableArray<OnnxNode> Nodes { get; }

    public ImmutableArray<ValueInfo> Outputs { get; }

    /// <summary>The value named <paramref name="valueName"/>: an input, an initializer or the output of a node.</summary>
    /// <exception cref="KeyNotFoundException">The graph has no such value.</exception>
    public ValueInfo Of(string valueName) =>
        values.TryGetValue(valueName, out ValueInfo? value) ? value : throw new KeyNotFoundException($"the graph has no value '{valueName}'");

    /// <summary>The node that computes a value; null for inputs and initializers.</summary>
    public OnnxNode? ProducerOf(string valueName) => producers.TryGetValue(valueName, out OnnxNode? node) ? node : null;

    /// <summary>The nodes that read a value, in order; a node that reads it twice is listed once.</summary>
    public IReadOnlyList<OnnxNode> ConsumersOf(string valueName) =>
        consumers.TryGetValue(valueName, out List<OnnxNode>? readers) ? readers : [];

    public bool IsOutput(string valueName) => Outputs.Any(output => output.Name == valueName);

    /// <summary>A graph of a subset of the nodes, with the constants that they read.</summary>
    internal OnnxGraph With(ImmutableArray<OnnxNode> nodes, ImmutableArray<ValueInfo> initializers)
    {
        var kept = new Dictionary<string, ValueInfo>(StringComparer.Ordinal);
        foreach (ValueInfo value in Inputs.Concat(initializers).Concat(Outputs))
        {
            kept[value.Name] = value;
        }

        foreach (string output in nodes.SelectMany(static node => node.Outputs).Where(static output => output.Length > 0))
        {
            kept[output] = Of(output);
        }

        return new OnnxGraph(Name, Opset, Inputs, initializers, nodes, Outputs, kept);
    }

    private void Index(OnnxNode node)
    {
        foreach (string output in node.Outputs.Where(static output => output.Length > 0))
        {
            producers.Add(output, node);
        }

        foreach (string input in node.Inputs.Where(static input => input.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (!consumers.TryGetValue(input, out List<OnnxNode>? readers))
            {
                consumers.Add(input, readers = []);
            }

            readers.Add(node);
        }
    }
}
