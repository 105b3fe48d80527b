namespace Atlas.Onnx.Format;

/// <summary>Bytes of the file that hold a tensor's elements, contiguous and little-endian: the field that holds them and where.</summary>
internal readonly record struct Payload(int Field, int Offset, int Length);

/// <summary>
/// Finds where in a model file the payloads of its tensors lie, which protobuf parsers do not tell. Walks the wire format beside
/// the parser: initializers by position, attribute tensors by position of node and attribute.
/// </summary>
internal sealed class RawDataLocator
{
    /// <summary>Numbers of the TensorProto fields whose elements have a fixed width.</summary>
    public const int FloatData = 4, RawData = 9, DoubleData = 10;

    private readonly List<Payload?> initializers = [];
    private readonly Dictionary<(int Node, int Attribute), Payload> attributes = [];
    private readonly SortedSet<string> externalFiles = new(StringComparer.Ordinal);
    private int nodes;

    private RawDataLocator()
    {
    }

    /// <summary>Walks a ModelProto.</summary>
    /// <exception cref="AtlasModelException">A field is cut off or has another wire type than the format's.</exception>
    public static RawDataLocator ForModel(ReadOnlySpan<byte> file)
    {
        var locator = new RawDataLocator();
        var model = new WireReader(file, 0, file.Length);
        while (model.Next())
        {
            WireSchema.Model.Check(model);
            if (model.Field == 7)
            {
                locator.WalkGraph(file, model.PayloadOffset, model.PayloadLength);
            }
        }

        return locator;
    }

    /// <summary>
    /// Where the elements of a serialized TensorProto lie. Null if no field holds them all contiguously at a fixed width: they are in
    /// another file, in a varint field, or in several pieces.
    /// </summary>
    public static Payload? ForTensor(ReadOnlySpan<byte> file) => new RawDataLocator().WalkTensor(file, 0, file.Length);

    /// <summary>Locations of external data, in ordinal order.</summary>
    public IReadOnlyCollection<string> ExternalFiles => externalFiles;

    public Payload? OfInitializer(int index) => initializers[index];

    public Payload? OfAttribute(int node, int attribute) =>
        attributes.TryGetValue((node, attribute), out Payload payload) ? payload : null;

    private void WalkGraph(ReadOnlySpan<byte> file, int offset, int length)
    {
        var graph = new WireReader(file, offset, offset + length);
        while (graph.Next())
        {
            WireSchema.Graph.Check(graph);
            if (graph.Field == 1)
            {
                WalkNode(file, graph.PayloadOffset, graph.PayloadLength);
            }
            else if (graph.Field == 5)
            {
                initializers.Add(WalkTensor(file, graph.PayloadOffset, graph.PayloadLength));
            }
        }
    }

    private void WalkNode(ReadOnlySpan<byte> file, int offset, int length)
    {
        int node = nodes++, count = 0;
        var reader = new WireReader(file, offset, offset + length);
        while (reader.Next())
        {
            WireSchema.Node.Check(reader);
            if (reader.Field == 5)
            {
                WalkAttribute(file, reader.PayloadOffset, reader.PayloadLength, (node, count++));
            }
        }
    }

    private void WalkAttribute(ReadOnlySpan<byte> file, int offset, int length, (int Node, int Attribute) key)
    {
        var reader = new WireReader(file, offset, offset + length);
        while (reader.Next())
        {
            WireSchema.Attribute.Check(reader);
            if (reader.Field == 5 && WalkTensor(file, reader.PayloadOffset, reader.PayloadLength) is { } payload)
            {
                attributes[key] = payload;
            }
        }
    }

    private Payload? WalkTensor(ReadOnlySpan<byte> file, int offset, int length)
    {
        Payload? raw = null, typed = null;
        string? location = null;
        bool scattered = false, isExternal = false;
        var tensor = new WireReader(file, offset, offset + length);
        while (tensor.Next())
        {
            WireSchema.Tensor.Check(tensor);
            switch (tensor.Field)
            {
                case RawData:
                    raw = new Payload(RawData, tensor.PayloadOffset, tensor.PayloadLength);
                    break;
                case FloatData or DoubleData:
                    scattered |= typed is not null || tensor.WireType != WireReader.Delimited;
                    typed = new Payload(tensor.Field, tensor.PayloadOffset, tensor.PayloadLength);
                    break;
                case 13:
                    location = ReadLocation(file, tensor.PayloadOffset, tensor.PayloadLength) ?? location;
                    break;
                case 14:
                    isExternal = tensor.Value == 1;
                    break;
            }
        }

        if (isExternal && location is not null)
        {
            externalFiles.Add(location);
        }

        return raw ?? (scattered ? null : typed);
    }

    /// <summary>The value of a StringStringEntryProto whose key is "location"; null for other keys.</summary>
    private static string? ReadLocation(ReadOnlySpan<byte> file, int offset, int length)
    {
        string key = "", value = "";
        var entry = new WireReader(file, offset, offset + length);
        while (entry.Next())
        {
            WireSchema.Entry.Check(entry);
            key = entry.Field == 1 ? entry.Text() : key;
            value = entry.Field == 2 ? entry.Text() : value;
        }

        return key == "location" ? value : null;
    }
}
