namespace Atlas.Onnx.Format;

/// <summary>
/// The wire types that a message's fields may have. A protobuf parser treats a known field of another wire type as an unknown
/// one and skips it, so that a damaged weight would read as an empty one; here it is an error.
/// </summary>
internal sealed class WireSchema(string message, params (int Field, int[] WireTypes)[] fields)
{
    private static readonly int[] Varint = [WireReader.Varint];
    private static readonly int[] Varints = [WireReader.Varint, WireReader.Delimited];
    private static readonly int[] Fixed32 = [WireReader.Fixed32];
    private static readonly int[] Fixed32s = [WireReader.Fixed32, WireReader.Delimited];
    private static readonly int[] Fixed64s = [WireReader.Fixed64, WireReader.Delimited];
    private static readonly int[] Delimited = [WireReader.Delimited];

    public static readonly WireSchema Model = new("ModelProto", (1, Varint), (2, Delimited), (3, Delimited), (7, Delimited), (8, Delimited));

    public static readonly WireSchema Graph =
        new("GraphProto", (1, Delimited), (2, Delimited), (5, Delimited), (11, Delimited), (12, Delimited), (15, Delimited));

    public static readonly WireSchema Node =
        new("NodeProto", (1, Delimited), (2, Delimited), (3, Delimited), (4, Delimited), (5, Delimited), (7, Delimited));

    public static readonly WireSchema Attribute = new(
        "AttributeProto",
        (1, Delimited), (2, Fixed32), (3, Varint), (4, Delimited), (5, Delimited), (7, Fixed32s), (8, Varints), (9, Delimited), (20, Varint), (21, Delimited));

    public static readonly WireSchema Tensor = new(
        "TensorProto",
        (1, Varints), (2, Varint), (4, Fixed32s), (5, Varints), (7, Varints), (8, Delimited), (9, Delimited), (10, Fixed64s), (11, Varints),
        (13, Delimited), (14, Varint));

    public static readonly WireSchema Entry = new("StringStringEntryProto", (1, Delimited), (2, Delimited));

    private readonly Dictionary<int, int[]> fields = fields.ToDictionary(static field => field.Field, static field => field.WireTypes);

    /// <summary>Checks the field that <paramref name="reader"/> stands on.</summary>
    public void Check(WireReader reader)
    {
        if (fields.TryGetValue(reader.Field, out int[]? allowed) && Array.IndexOf(allowed, reader.WireType) < 0)
        {
            throw new AtlasModelException($"field {reader.Field} of a {message} before byte {reader.Position} has wire type {reader.WireType}");
        }
    }
}
