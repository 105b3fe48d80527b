using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Atlas.Onnx.Import;

/// <summary>Decodes little-endian fixed-width elements; every value is exact.</summary>
internal static class FixedWidth
{
    public static double[] ReadReals(byte[] bytes, int offset, int count, ElementType type)
    {
        ReadOnlySpan<byte> data = bytes.AsSpan(offset, count * type.SizeInBytes());
        double[] values = new double[count];
        switch (type)
        {
            case ElementType.Float:
                for (int i = 0; i < count; i++)
                {
                    values[i] = new FloatBits { Bits = BinaryPrimitives.ReadInt32LittleEndian(data.Slice(4 * i)) }.Value;
                }

                break;
            case ElementType.Double:
                for (int i = 0; i < count; i++)
                {
                    values[i] = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(data.Slice(8 * i)));
                }

                break;
            case ElementType.Float16 or ElementType.BFloat16:
                for (int i = 0; i < count; i++)
                {
                    values[i] = FromHalfBits(BinaryPrimitives.ReadUInt16LittleEndian(data.Slice(2 * i)), type);
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "not a floating-point type");
        }

        return values;
    }

    public static long[] ReadIntegers(byte[] bytes, int offset, int count, ElementType type, string name)
    {
        int width = type.SizeInBytes();
        ReadOnlySpan<byte> data = bytes.AsSpan(offset, count * width);
        long[] values = new long[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> element = data.Slice(i * width);
            long bits = width switch
            {
                1 => element[0],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(element),
                4 => BinaryPrimitives.ReadUInt32LittleEndian(element),
                _ => BinaryPrimitives.ReadInt64LittleEndian(element),
            };
            values[i] = type == ElementType.UInt64 && bits < 0
                ? throw new AtlasModelException($"tensor '{name}' holds {unchecked((ulong)bits)}", "integers are supported up to 2^63 - 1")
                : type.Wrap(bits);
        }

        return values;
    }

    /// <summary>The value of a 16-bit float; <paramref name="type"/> is float16 (1, 5, 10 bits) or bfloat16 (1, 8, 7 bits).</summary>
    public static double FromHalfBits(ushort bits, ElementType type)
    {
        if (type == ElementType.BFloat16)
        {
            return new FloatBits { Bits = bits << 16 }.Value;
        }

        int exponent = (bits >> 10) & 0x1f, fraction = bits & 0x3ff;
        double magnitude = exponent switch
        {
            0 => fraction / 16777216.0,
            0x1f => fraction == 0 ? double.PositiveInfinity : double.NaN,
            _ => (1024 + fraction) * (exponent >= 25 ? 1L << (exponent - 25) : 1.0 / (1L << (25 - exponent))),
        };
        return bits >= 0x8000 ? -magnitude : magnitude;
    }

    // netstandard2.0 has no BitConverter.Int32BitsToSingle.
    [StructLayout(LayoutKind.Explicit)]
    private struct FloatBits
    {
        [FieldOffset(0)]
        public int Bits;

        [FieldOffset(0)]
        public float Value;
    }
}
