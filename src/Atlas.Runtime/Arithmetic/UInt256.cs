using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Atlas.Runtime.Arithmetic;

/// <summary>Four 64-bit limbs, least significant first: the memory form of a prime field element, and of a scalar.</summary>
internal readonly struct UInt256(ulong l0, ulong l1, ulong l2, ulong l3) : IEquatable<UInt256>
{
    public readonly ulong L0 = l0, L1 = l1, L2 = l2, L3 = l3;

    public const int Bytes = 32;

    public bool IsZero => (L0 | L1 | L2 | L3) == 0;

    public static UInt256 Read(ReadOnlySpan<byte> littleEndian) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(littleEndian),
        BinaryPrimitives.ReadUInt64LittleEndian(littleEndian[8..]),
        BinaryPrimitives.ReadUInt64LittleEndian(littleEndian[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(littleEndian[24..]));

    public static UInt256 ReadBigEndian(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(bytes));

    public void Write(Span<byte> littleEndian)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(littleEndian, L0);
        BinaryPrimitives.WriteUInt64LittleEndian(littleEndian[8..], L1);
        BinaryPrimitives.WriteUInt64LittleEndian(littleEndian[16..], L2);
        BinaryPrimitives.WriteUInt64LittleEndian(littleEndian[24..], L3);
    }

    /// <summary>The low 256 bits of a non-negative integer.</summary>
    public static UInt256 FromBigInteger(BigInteger value)
    {
        var mask = (BigInteger)ulong.MaxValue;
        return new((ulong)(value & mask), (ulong)((value >> 64) & mask), (ulong)((value >> 128) & mask), (ulong)((value >> 192) & mask));
    }

    public BigInteger ToBigInteger() => ((((((BigInteger)L3) << 64) | L2) << 64 | L1) << 64) | L0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LessThan(in UInt256 a, in UInt256 b)
    {
        if (a.L3 != b.L3)
        {
            return a.L3 < b.L3;
        }

        if (a.L2 != b.L2)
        {
            return a.L2 < b.L2;
        }

        return a.L1 != b.L1 ? a.L1 < b.L1 : a.L0 < b.L0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(UInt256 other) => ((L0 ^ other.L0) | (L1 ^ other.L1) | (L2 ^ other.L2) | (L3 ^ other.L3)) == 0;

    public override bool Equals(object? obj) => obj is UInt256 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3);

    public static UInt256 operator |(in UInt256 a, in UInt256 b) => new(a.L0 | b.L0, a.L1 | b.L1, a.L2 | b.L2, a.L3 | b.L3);

    /// <summary><paramref name="count"/> (1 to 63) bits that begin at bit <paramref name="offset"/>; bits above 255 are zero.</summary>
    public ulong Bits(int offset, int count) => Bits64(offset) & ((1UL << count) - 1);

    /// <summary>64 bits that begin at bit <paramref name="offset"/>; bits above 255 are zero.</summary>
    public ulong Bits64(int offset)
    {
        var limb = offset >> 6;
        var shift = offset & 63;
        return shift == 0 ? Limb(limb) : (Limb(limb) >> shift) | (Limb(limb + 1) << (64 - shift));
    }

    private ulong Limb(int index) => index switch { 0 => L0, 1 => L1, 2 => L2, 3 => L3, _ => 0 };
}
