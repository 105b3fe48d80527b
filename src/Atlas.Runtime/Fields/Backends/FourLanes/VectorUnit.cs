using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector256<ulong>;

namespace Atlas.Runtime.Fields.Backends.FourLanes;

/// <summary>Four lanes: AVX2.</summary>
internal readonly unsafe struct VectorUnit : IVectorUnit<Vector>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Create(ulong value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Add(Vector a, Vector b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Subtract(Vector a, Vector b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector And(Vector a, Vector b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Or(Vector a, Vector b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Xor(Vector a, Vector b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector ShiftLeft(Vector a, int bits) => a << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector ShiftRight(Vector a, int bits) => (a.AsInt64() >> bits).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector SignMask(Vector a) => Vector256.GreaterThan(Vector256<long>.Zero, a.AsInt64()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Multiply(Vector a, Vector b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b) => sum + Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b, Vector c, Vector d) =>
        sum + (Avx2.Multiply(a.AsUInt32(), b.AsUInt32()) + Avx2.Multiply(c.AsUInt32(), d.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplySubtract(Vector sum, Vector a, Vector b) => sum - Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, ulong limb, Vector b) =>
        sum + Avx2.Multiply(Low(Vector256.Create(limb)).AsInt32(), b.AsInt32()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, Vector a, Vector b) => sum + Avx2.Multiply(a.AsInt32(), b.AsInt32()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Low(Vector limb) => limb & Vector256.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddCarry(Vector limb, Vector lower) => limb + (lower >>> Limbs.Bits);

    /// <summary>The instruction set has no arithmetic shift of 64 bits: 2^63 more makes the lane unsigned, and 2^34 less takes it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddSignedCarry(Vector limb, Vector lower) =>
        limb + ((lower + Vector256.Create(1UL << 63)) >>> Limbs.Bits) - Vector256.Create(1UL << (63 - Limbs.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector word, int bit) => (word >>> bit) & Vector256.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector low, Vector high, int bit) => ((low >>> bit) | (high << (64 - bit))) & Vector256.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector OrShifted(Vector a, Vector b, int bits) => a | (b << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector OrShifted(Vector a, int bits, Vector b, int leftBits) => (a >>> bits) | (b << leftBits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddCarryOut(Vector sum, Vector a, Vector b, Vector total) => sum + (((a & b) | ((a | b) & ~total)) >>> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector SubtractBorrowOut(Vector sum, Vector a, Vector b, Vector difference) =>
        sum - (((~a & b) | ((~a | b) & difference)) >>> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector GreaterThan(Vector a, Vector b) => Vector256.GreaterThan(a.AsInt64(), b.AsInt64()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector IsZero(Vector a) => Vector256.Equals(a, Vector.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Select(Vector mask, Vector a, Vector b) => Vector256.ConditionalSelect(mask, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector a, Vector b) => Vector256.GreaterThanAny(a.AsInt64(), b.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAllZero(Vector a) => a == Vector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SignBits(Vector a) => (uint)a.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Load(ref readonly long source) => Vector256.LoadUnsafe(in source).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector a, nuint* destination) => a.Store((ulong*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Widen(ref readonly int source) => Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(in source)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector InLaneOrder(Vector consecutive) => consecutive;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadWords(ref readonly byte source, out Vector w0, out Vector w1, out Vector w2, out Vector w3) => Transpose(
        Vector256.LoadUnsafe(in source).AsUInt64(),
        Vector256.LoadUnsafe(in source, 32).AsUInt64(),
        Vector256.LoadUnsafe(in source, 64).AsUInt64(),
        Vector256.LoadUnsafe(in source, 96).AsUInt64(),
        out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherWords(ref readonly byte source, nuint* offsets, out Vector w0, out Vector w1, out Vector w2, out Vector w3) => Transpose(
        Vector256.LoadUnsafe(in source, offsets[0]).AsUInt64(),
        Vector256.LoadUnsafe(in source, offsets[1]).AsUInt64(),
        Vector256.LoadUnsafe(in source, offsets[2]).AsUInt64(),
        Vector256.LoadUnsafe(in source, offsets[3]).AsUInt64(),
        out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(ref byte destination, Vector w0, Vector w1, Vector w2, Vector w3)
    {
        Transpose(w0, w1, w2, w3, out var a, out var b, out var c, out var d);
        a.AsByte().StoreUnsafe(ref destination);
        b.AsByte().StoreUnsafe(ref destination, 32);
        c.AsByte().StoreUnsafe(ref destination, 64);
        d.AsByte().StoreUnsafe(ref destination, 96);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterWords(ref byte destination, nuint* offsets, Vector w0, Vector w1, Vector w2, Vector w3)
    {
        Transpose(w0, w1, w2, w3, out var a, out var b, out var c, out var d);
        a.AsByte().StoreUnsafe(ref destination, offsets[0]);
        b.AsByte().StoreUnsafe(ref destination, offsets[1]);
        c.AsByte().StoreUnsafe(ref destination, offsets[2]);
        d.AsByte().StoreUnsafe(ref destination, offsets[3]);
    }

    /// <summary>Rows become columns; its own inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector a, Vector b, Vector c, Vector d, out Vector w0, out Vector w1, out Vector w2, out Vector w3)
    {
        var t0 = Avx2.UnpackLow(a, b);
        var t1 = Avx2.UnpackHigh(a, b);
        var t2 = Avx2.UnpackLow(c, d);
        var t3 = Avx2.UnpackHigh(c, d);
        w0 = Avx2.Permute2x128(t0, t2, 0x20);
        w1 = Avx2.Permute2x128(t1, t3, 0x20);
        w2 = Avx2.Permute2x128(t0, t2, 0x31);
        w3 = Avx2.Permute2x128(t1, t3, 0x31);
    }
}
