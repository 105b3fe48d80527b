using System.Buffers.Binary;
using System.Text;

namespace Atlas.Runtime.Serialization;

/// <summary>Reads little-endian fields front to back. Every read says whether the bytes were there; nothing throws and nothing is allocated before its length is checked.</summary>
public ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public bool TryBytes(int count, out ReadOnlySpan<byte> value)
    {
        if (count < 0 || count > Remaining)
        {
            value = default;
            return false;
        }

        value = _bytes.Slice(Position, count);
        Position += count;
        return true;
    }

    public bool TryByte(out byte value)
    {
        bool read = TryBytes(1, out ReadOnlySpan<byte> bytes);
        value = read ? bytes[0] : (byte)0;
        return read;
    }

    public bool TryUInt16(out ushort value)
    {
        bool read = TryBytes(2, out ReadOnlySpan<byte> bytes);
        value = read ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;
        return read;
    }

    public bool TryUInt32(out uint value)
    {
        bool read = TryBytes(4, out ReadOnlySpan<byte> bytes);
        value = read ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        return read;
    }

    /// <summary>A string of at most 255 bytes behind its length.</summary>
    public bool TryString(out string value)
    {
        value = "";
        if (!TryByte(out byte length) || !TryBytes(length, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        value = Encoding.UTF8.GetString(bytes);
        return true;
    }
}
