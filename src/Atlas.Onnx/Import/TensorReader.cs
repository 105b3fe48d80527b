using System.Globalization;
using Atlas.Onnx.Format;
using Google.Protobuf;

namespace Atlas.Onnx.Import;

/// <summary>TensorProto to <see cref="OnnxTensor"/>: raw, typed and external data, with the place where the payload lies.</summary>
internal sealed class TensorReader(byte[] file, ExternalData external)
{
    /// <summary>Reads a file that holds one TensorProto.</summary>
    public static OnnxTensor ParseFile(byte[] bytes)
    {
        TensorProto proto;
        try
        {
            proto = TensorProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new AtlasModelException($"not a serialized tensor: {error.Message}", null, error);
        }

        var reader = new TensorReader(bytes, new ExternalData(null));
        return reader.Read(proto, RawDataLocator.ForTensor(bytes), proto.Name).WithOrigin(TensorOrigin.Literal.Instance);
    }

    /// <summary>
    /// Reads <paramref name="proto"/>, whose elements lie at <paramref name="payload"/> of the file; <paramref name="name"/> is
    /// for messages.
    /// </summary>
    public OnnxTensor Read(TensorProto proto, Payload? payload, string name)
    {
        if (!ElementTypes.TryFromCode(proto.DataType, out ElementType type))
        {
            throw new AtlasModelException(
                $"tensor '{name}' has element type {proto.DataType}",
                "supported are float, double, float16, bfloat16, bool and integers of 8 to 64 bits");
        }

        OnnxShape shape = ReadShape(proto, name);
        if (proto.DataLocation == TensorProto.Types.DataLocation.External)
        {
            return ReadExternal(proto, type, shape, name);
        }

        if (payload is { Field: RawDataLocator.RawData } raw)
        {
            return Decode(file, new TensorSource(null, raw.Offset, raw.Length, type), shape, name);
        }

        ElementType? packed = payload?.Field switch
        {
            RawDataLocator.FloatData => ElementType.Float,
            RawDataLocator.DoubleData => ElementType.Double,
            _ => null,
        };
        return payload is { } typed && packed == type
            ? Decode(file, new TensorSource(null, typed.Offset, typed.Length, type), shape, name)
            : TypedDataReader.Read(proto, type, shape, name);
    }

    private static OnnxShape ReadShape(TensorProto proto, string name)
    {
        long count = 1;
        foreach (long extent in proto.Dims)
        {
            if (extent < 0 || extent > int.MaxValue || (count *= extent) > int.MaxValue)
            {
                throw new AtlasModelException($"tensor '{name}' has dimensions [{string.Join(",", proto.Dims)}]", "at most 2^31 - 1 elements are supported");
            }
        }

        return new OnnxShape([.. proto.Dims]);
    }

    private OnnxTensor ReadExternal(TensorProto proto, ElementType type, OnnxShape shape, string name)
    {
        string location = "";
        long offset = 0, length = shape.ElementCount * type.SizeInBytes();
        foreach (StringStringEntryProto entry in proto.ExternalData)
        {
            switch (entry.Key)
            {
                case "location":
                    location = entry.Value;
                    break;
                case "offset":
                    offset = ParseNumber(entry, name);
                    break;
                case "length":
                    length = ParseNumber(entry, name);
                    break;
            }
        }

        byte[] bytes = external.Open(location);
        if (offset > bytes.Length || length > bytes.Length - offset)
        {
            throw new AtlasModelException(
                $"tensor '{name}' needs {length} bytes from byte {offset} of the external data file '{location}', which has {bytes.Length}");
        }

        return Decode(bytes, new TensorSource(location, offset, length, type), shape, name);
    }

    private static long ParseNumber(StringStringEntryProto entry, string name) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new AtlasModelException($"tensor '{name}': external data {entry.Key} '{entry.Value}' is not a number");

    private static OnnxTensor Decode(byte[] bytes, TensorSource source, OnnxShape shape, string name)
    {
        long expected = shape.ElementCount * source.Type.SizeInBytes();
        if (source.Length != expected)
        {
            throw new AtlasModelException($"tensor '{name}' of type {source.Type}{shape} has {source.Length} bytes of data instead of {expected}");
        }

        var origin = new TensorOrigin.Stored(source);
        int offset = (int)source.Offset, count = (int)shape.ElementCount;
        return source.Type.IsReal()
            ? OnnxTensor.Deferred(source.Type, shape, () => FixedWidth.ReadReals(bytes, offset, count, source.Type), origin)
            : OnnxTensor.Deferred(source.Type, shape, () => FixedWidth.ReadIntegers(bytes, offset, count, source.Type, name), origin);
    }
}
