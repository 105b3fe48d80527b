using System.Buffers.Binary;

#if ATLAS_RUNTIME
namespace Atlas.Runtime.Numerics;
#else
namespace Atlas.Compiler.Numerics;
#endif

/// <summary>Reads stored elements as doubles; every type but 64-bit integers beyond 2^53 is read exactly, those are refused.</summary>
internal static class WeightDecoder
{
    private const long LargestExact = 1L << 53;

    public static int SizeOf(WeightType type) => type switch
    {
        WeightType.Float64 or WeightType.Int64 => 8,
        WeightType.Float32 or WeightType.Int32 or WeightType.UInt32 => 4,
        WeightType.Float16 or WeightType.BFloat16 or WeightType.Int16 or WeightType.UInt16 => 2,
        _ => 1,
    };

    public static double[] Decode(ReadOnlySpan<byte> bytes, WeightType type, int count)
    {
        int size = SizeOf(type);
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Read(bytes.Slice(i * size, size), type);
        }

        return values;
    }

    private static double Read(ReadOnlySpan<byte> at, WeightType type) => type switch
    {
        WeightType.Float32 => Binary(BinaryPrimitives.ReadUInt32LittleEndian(at), exponentBits: 8, fractionBits: 23),
        WeightType.Float64 => BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(at)),
        WeightType.Float16 => Binary(BinaryPrimitives.ReadUInt16LittleEndian(at), exponentBits: 5, fractionBits: 10),
        WeightType.BFloat16 => Binary(BinaryPrimitives.ReadUInt16LittleEndian(at), exponentBits: 8, fractionBits: 7),
        WeightType.Int8 => unchecked((sbyte)at[0]),
        WeightType.UInt8 => at[0],
        WeightType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(at),
        WeightType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
        WeightType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
        WeightType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
        WeightType.Int64 => Exact(BinaryPrimitives.ReadInt64LittleEndian(at)),
        WeightType.Boolean => at[0] != 0 ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static double Exact(long value) =>
        value is >= -LargestExact and <= LargestExact ? value : throw new OverflowException($"{value} is not exact as a double");

    /// <summary>An IEEE 754 number of at most 32 bits, widened to a double bit by bit.</summary>
    private static double Binary(uint bits, int exponentBits, int fractionBits)
    {
        int top = (1 << exponentBits) - 1, bias = top >> 1;
        int exponent = (int)(bits >> fractionBits) & top;
        long fraction = bits & ((1u << fractionBits) - 1);
        bool negative = bits >> (exponentBits + fractionBits) != 0;
        if (exponent == 0)
        {
            double subnormal = fraction * PowerOfTwo(1 - bias - fractionBits);
            return negative ? -subnormal : subnormal;
        }

        long wide = exponent == top ? 0x7FF : exponent - bias + 1023;
        return BitConverter.Int64BitsToDouble((negative ? 1L << 63 : 0) | wide << 52 | fraction << (52 - fractionBits));
    }

    /// <summary>2^exponent, exact for a normal double.</summary>
    public static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
