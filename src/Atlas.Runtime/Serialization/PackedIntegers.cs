using System.Numerics;

namespace Atlas.Runtime.Serialization;

/// <summary>
/// Integers in two's complement, little-endian, all of one width: the smallest number of bytes, 1 to 8, that holds each of them. So a tensor has one encoding.
/// </summary>
public static class PackedIntegers
{
    public const int MaxWidth = sizeof(long);

    /// <summary>The width of these integers; 1 if there are none.</summary>
    public static int Width(ReadOnlySpan<long> values)
    {
        ulong magnitudes = 0;
        foreach (long value in values)
        {
            magnitudes |= (ulong)(value ^ (value >> 63));
        }

        int bits = 64 - BitOperations.LeadingZeroCount(magnitudes) + 1;   // with the sign
        return (bits + 7) / 8;
    }

    /// <summary>Writes the integers, <paramref name="width"/> bytes each.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<long> values, int width)
    {
        foreach (long value in values)
        {
            for (int i = 0; i < width; i++)
            {
                writer.Byte((byte)(value >> (8 * i)));
            }
        }
    }

    /// <summary>Reads as many integers as <paramref name="values"/> has; <paramref name="bytes"/> holds exactly <paramref name="width"/> for each.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, int width, Span<long> values)
    {
        for (int e = 0; e < values.Length; e++)
        {
            ReadOnlySpan<byte> packed = bytes.Slice(e * width, width);
            long value = (sbyte)packed[^1];
            for (int i = width - 2; i >= 0; i--)
            {
                value = (value << 8) | packed[i];
            }

            values[e] = value;
        }
    }
}
