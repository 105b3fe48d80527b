using System.Text;

namespace Atlas.Onnx.Format;

/// <summary>Reads the protobuf wire format (varints, fixed-width and length-delimited fields) of one message within a file.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> file, int start, int end)
{
    public const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;

    private readonly ReadOnlySpan<byte> file = file;
    private readonly int end = end;

    /// <summary>Offset of the next unread byte in the file.</summary>
    public int Position { get; private set; } = start;

    public int Field { get; private set; }

    public int WireType { get; private set; }

    /// <summary>Value of the current field if it is a varint.</summary>
    public ulong Value { get; private set; }

    /// <summary>Payload of the current field if it is length-delimited.</summary>
    public int PayloadOffset { get; private set; }

    public int PayloadLength { get; private set; }

    /// <summary>Moves past the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (Position == end)
        {
            return false;
        }

        int at = Position;
        ulong tag = ReadVarint();
        Field = checked((int)(tag >> 3));
        WireType = (int)(tag & 7);
        PayloadOffset = Position;
        PayloadLength = 0;
        switch (WireType)
        {
            case Varint:
                Value = ReadVarint();
                break;
            case Fixed64:
                Skip(8);
                break;
            case Fixed32:
                Skip(4);
                break;
            case Delimited:
                ulong length = ReadVarint();
                PayloadOffset = Position;
                Skip(length);
                PayloadLength = (int)length;
                break;
            default:
                throw new AtlasModelException($"the field at byte {at} has wire type {WireType}, which the format does not use");
        }

        return true;
    }

    /// <summary>The payload of the current field as text.</summary>
    public string Text() => Encoding.UTF8.GetString(file.Slice(PayloadOffset, PayloadLength).ToArray());

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (Position == end)
            {
                break;
            }

            byte next = file[Position++];
            value |= shift == 63 ? (ulong)(next & 1) << 63 : (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new AtlasModelException($"the file is cut off or damaged at byte {Position}");
    }

    private void Skip(ulong count)
    {
        if (count > (ulong)(end - Position))
        {
            throw new AtlasModelException($"the file is cut off or damaged at byte {Position}: {count} bytes are announced, {end - Position} are left");
        }

        Position += (int)count;
    }
}
