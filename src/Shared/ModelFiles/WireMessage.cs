namespace Atlas.ModelFiles;

/// <summary>A length-delimited field of a protobuf message: its number and where its payload lies in the message.</summary>
internal readonly record struct WireField(int Number, int Offset, int Length);

/// <summary>Walks the length-delimited fields of a protobuf message; ends early at the first byte that is not one.</summary>
internal ref struct WireMessage(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0, Fixed64 = 1, Delimited = 2, Fixed32 = 5;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public WireField Current { get; private set; }

    public readonly WireMessage GetEnumerator() => this;

    public bool MoveNext()
    {
        while (TryVarint(out ulong tag))
        {
            switch ((int)(tag & 7))
            {
                case Delimited:
                    if (!TryVarint(out ulong length) || length > (ulong)(_bytes.Length - _position))
                    {
                        return false;
                    }

                    Current = new WireField((int)(tag >> 3), _position, (int)length);
                    _position += (int)length;
                    return true;
                case Varint when TryVarint(out _):
                case Fixed64 when TrySkip(8):
                case Fixed32 when TrySkip(4):
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private bool TrySkip(int count)
    {
        if (_bytes.Length - _position < count)
        {
            return false;
        }

        _position += count;
        return true;
    }

    private bool TryVarint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _position < _bytes.Length; shift += 7)
        {
            byte next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
