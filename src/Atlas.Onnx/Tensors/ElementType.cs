namespace Atlas.Onnx;

/// <summary>Element types of dense tensors, with the format's own numbers.</summary>
public enum ElementType
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    BFloat16 = 16,
}

/// <summary>Facts about element types.</summary>
public static class ElementTypes
{
    /// <summary>True for the floating-point types, whose values Atlas holds exactly as doubles.</summary>
    public static bool IsReal(this ElementType type) =>
        type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16;

    /// <summary>True for signed and unsigned integers, not for booleans.</summary>
    public static bool IsInteger(this ElementType type) => type != ElementType.Undefined && !type.IsReal() && type != ElementType.Bool;

    /// <summary>Bytes of one element in raw and external data.</summary>
    public static int SizeInBytes(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a tensor element type"),
    };

    /// <summary>The value that an integer of any size has once stored in <paramref name="type"/> (two's complement).</summary>
    public static long Wrap(this ElementType type, long value) => type switch
    {
        ElementType.Bool => value != 0 ? 1 : 0,
        ElementType.Int8 => unchecked((sbyte)value),
        ElementType.UInt8 => unchecked((byte)value),
        ElementType.Int16 => unchecked((short)value),
        ElementType.UInt16 => unchecked((ushort)value),
        ElementType.Int32 => unchecked((int)value),
        ElementType.UInt32 => unchecked((uint)value),
        _ => value,
    };

    /// <summary>The nearest integer of a type of at most 32 bits; of two equally near ones the even.</summary>
    public static long Saturate(this ElementType type, double value)
    {
        (long Least, long Greatest) range = type switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (0, byte.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            ElementType.UInt16 => (0, ushort.MaxValue),
            ElementType.Int32 => (int.MinValue, int.MaxValue),
            ElementType.UInt32 => (0, uint.MaxValue),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an integer type of at most 32 bits"),
        };
        return (long)Math.Min(Math.Max(Math.Round(value, MidpointRounding.ToEven), range.Least), range.Greatest);
    }

    /// <summary>The type of the format's number <paramref name="code"/>; false for strings, complex and sub-byte types.</summary>
    internal static bool TryFromCode(int code, out ElementType type)
    {
        type = (ElementType)code;
        return code is >= 1 and <= 13 and not 8 or 16;
    }
}
