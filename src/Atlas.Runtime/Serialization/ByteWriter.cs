using System.Buffers.Binary;
using System.Text;

namespace Atlas.Runtime.Serialization;

/// <summary>Writes the fields that <see cref="ByteReader"/> reads, into chunks: nothing is copied as it grows.</summary>
public sealed class ByteWriter
{
    private const int ChunkBytes = 1 << 13;

    private readonly List<byte[]> _full = [];
    private byte[] _chunk = new byte[ChunkBytes];
    private int _used;

    public int Length => (_full.Count * ChunkBytes) + _used;

    public void Bytes(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty)
        {
            if (_used == ChunkBytes)
            {
                _full.Add(_chunk);
                _chunk = new byte[ChunkBytes];
                _used = 0;
            }

            int count = Math.Min(value.Length, ChunkBytes - _used);
            value[..count].CopyTo(_chunk.AsSpan(_used));
            _used += count;
            value = value[count..];
        }
    }

    public void Byte(byte value) => Bytes([value]);

    public void UInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        Bytes(bytes);
    }

    public void UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        Bytes(bytes);
    }

    /// <summary>A string of at most 255 bytes behind its length.</summary>
    public void String(string value)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(value);
        Byte(checked((byte)bytes.Length));
        Bytes(bytes);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        for (int i = 0; i < _full.Count; i++)
        {
            _full[i].CopyTo(bytes, i * ChunkBytes);
        }

        _chunk.AsSpan(0, _used).CopyTo(bytes.AsSpan(_full.Count * ChunkBytes));
        return bytes;
    }
}
