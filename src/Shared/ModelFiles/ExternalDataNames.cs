using System.Text;

namespace Atlas.ModelFiles;

/// <summary>
/// Names of the external data files that an ONNX file refers to, read off the protobuf wire format alone, so that a build can hash and track them without an ONNX library.
/// Whether the model makes sense is not asked here: bytes that are no protobuf name no files, and the compiler reports them.
/// </summary>
internal static class ExternalDataNames
{
    private const int ModelGraph = 7, GraphNode = 1, GraphInitializer = 5, NodeAttribute = 5, AttributeTensor = 5, AttributeGraph = 6, AttributeTensors = 10, AttributeGraphs = 11;
    private const int TensorExternalData = 13, EntryKey = 1, EntryValue = 2;

    /// <summary>Distinct names in ordinal order.</summary>
    public static string[] Find(ReadOnlySpan<byte> model)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (WireField field in new WireMessage(model))
        {
            if (field.Number == ModelGraph)
            {
                Graph(model.Slice(field.Offset, field.Length), names);
            }
        }

        return [.. names];
    }

    private static void Graph(ReadOnlySpan<byte> graph, SortedSet<string> names)
    {
        foreach (WireField field in new WireMessage(graph))
        {
            ReadOnlySpan<byte> payload = graph.Slice(field.Offset, field.Length);
            if (field.Number == GraphInitializer)
            {
                Tensor(payload, names);
            }
            else if (field.Number == GraphNode)
            {
                Node(payload, names);
            }
        }
    }

    private static void Node(ReadOnlySpan<byte> node, SortedSet<string> names)
    {
        foreach (WireField field in new WireMessage(node))
        {
            if (field.Number == NodeAttribute)
            {
                Attribute(node.Slice(field.Offset, field.Length), names);
            }
        }
    }

    private static void Attribute(ReadOnlySpan<byte> attribute, SortedSet<string> names)
    {
        foreach (WireField field in new WireMessage(attribute))
        {
            ReadOnlySpan<byte> payload = attribute.Slice(field.Offset, field.Length);
            switch (field.Number)
            {
                case AttributeTensor or AttributeTensors:
                    Tensor(payload, names);
                    break;
                case AttributeGraph or AttributeGraphs:
                    Graph(payload, names);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Tensor(ReadOnlySpan<byte> tensor, SortedSet<string> names)
    {
        foreach (WireField field in new WireMessage(tensor))
        {
            if (field.Number == TensorExternalData && Location(tensor.Slice(field.Offset, field.Length)) is { } name)
            {
                names.Add(name);
            }
        }
    }

    private static string? Location(ReadOnlySpan<byte> entry)
    {
        string? key = null, value = null;
        foreach (WireField field in new WireMessage(entry))
        {
            string text = Encoding.UTF8.GetString(entry.Slice(field.Offset, field.Length).ToArray());
            (key, value) = field.Number switch
            {
                EntryKey => (text, value),
                EntryValue => (key, text),
                _ => (key, value),
            };
        }

        return key == "location" ? value : null;
    }
}
