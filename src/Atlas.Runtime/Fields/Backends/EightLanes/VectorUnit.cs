using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector512<ulong>;

namespace Atlas.Runtime.Fields.Backends.EightLanes;

/// <summary>Eight lanes: AVX-512F.</summary>
internal readonly unsafe struct VectorUnit : IVectorUnit<Vector>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Create(ulong value) => Vector512.Create(value);

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
    public static Vector SignMask(Vector a) => (a.AsInt64() >> 63).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Multiply(Vector a, Vector b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b) => sum + Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b, Vector c, Vector d) =>
        sum + (Avx512F.Multiply(a.AsUInt32(), b.AsUInt32()) + Avx512F.Multiply(c.AsUInt32(), d.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplySubtract(Vector sum, Vector a, Vector b) => sum - Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, ulong limb, Vector b) =>
        sum + Avx512F.Multiply(Low(Vector512.Create(limb)).AsInt32(), b.AsInt32()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, Vector a, Vector b) => sum + Avx512F.Multiply(a.AsInt32(), b.AsInt32()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Low(Vector limb) => limb & Vector512.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddCarry(Vector limb, Vector lower) => limb + (lower >>> Limbs.Bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddSignedCarry(Vector limb, Vector lower) => limb + (lower.AsInt64() >> Limbs.Bits).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector word, int bit) => (word >>> bit) & Vector512.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector low, Vector high, int bit) => ((low >>> bit) | (high << (64 - bit))) & Vector512.Create(Limbs.Mask);

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
    public static Vector GreaterThan(Vector a, Vector b) => Vector512.GreaterThan(a.AsInt64(), b.AsInt64()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector IsZero(Vector a) => Vector512.Equals(a, Vector.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Select(Vector mask, Vector a, Vector b) => Vector512.ConditionalSelect(mask, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector a, Vector b) => Vector512.GreaterThanAny(a.AsInt64(), b.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAllZero(Vector a) => a == Vector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SignBits(Vector a) => (uint)a.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Load(ref readonly long source) => Vector512.LoadUnsafe(in source).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector a, nuint* destination) => a.Store((ulong*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Widen(ref readonly int source) => Avx512F.ConvertToVector512Int64(Vector256.LoadUnsafe(in source)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector InLaneOrder(Vector consecutive) => Vector512.Shuffle(consecutive, Vector512.Create(0UL, 2, 1, 3, 4, 6, 5, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadWords(ref readonly byte source, out Vector w0, out Vector w1, out Vector w2, out Vector w3) => Transpose(
        Vector512.LoadUnsafe(in source).AsUInt64(),
        Vector512.LoadUnsafe(in source, 64).AsUInt64(),
        Vector512.LoadUnsafe(in source, 128).AsUInt64(),
        Vector512.LoadUnsafe(in source, 192).AsUInt64(),
        out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherWords(ref readonly byte source, nuint* offsets, out Vector w0, out Vector w1, out Vector w2, out Vector w3) => Transpose(
        Pair(in source, offsets[0], offsets[1]),
        Pair(in source, offsets[2], offsets[3]),
        Pair(in source, offsets[4], offsets[5]),
        Pair(in source, offsets[6], offsets[7]),
        out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(ref byte destination, Vector w0, Vector w1, Vector w2, Vector w3)
    {
        Elements(w0, w1, w2, w3, out var a, out var b, out var c, out var d);
        a.AsByte().StoreUnsafe(ref destination);
        b.AsByte().StoreUnsafe(ref destination, 64);
        c.AsByte().StoreUnsafe(ref destination, 128);
        d.AsByte().StoreUnsafe(ref destination, 192);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterWords(ref byte destination, nuint* offsets, Vector w0, Vector w1, Vector w2, Vector w3)
    {
        Elements(w0, w1, w2, w3, out var a, out var b, out var c, out var d);
        a.GetLower().AsByte().StoreUnsafe(ref destination, offsets[0]);
        a.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[1]);
        b.GetLower().AsByte().StoreUnsafe(ref destination, offsets[2]);
        b.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[3]);
        c.GetLower().AsByte().StoreUnsafe(ref destination, offsets[4]);
        c.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[5]);
        d.GetLower().AsByte().StoreUnsafe(ref destination, offsets[6]);
        d.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[7]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Pair(ref readonly byte source, nuint low, nuint high) =>
        Vector512.Create(Vector256.LoadUnsafe(in source, low).AsUInt64(), Vector256.LoadUnsafe(in source, high).AsUInt64());

    /// <summary>
    /// From two consecutive elements a vector to one word of all: eight instructions, which leave the lanes in the order 0, 2, 1, 3, 4, 6, 5, 7.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector a, Vector b, Vector c, Vector d, out Vector w0, out Vector w1, out Vector w2, out Vector w3)
    {
        var t0 = Avx512F.UnpackLow(a, b);
        var t1 = Avx512F.UnpackHigh(a, b);
        var t2 = Avx512F.UnpackLow(c, d);
        var t3 = Avx512F.UnpackHigh(c, d);
        w0 = Avx512F.Shuffle4x128(t0, t2, 0x88);
        w1 = Avx512F.Shuffle4x128(t1, t3, 0x88);
        w2 = Avx512F.Shuffle4x128(t0, t2, 0xdd);
        w3 = Avx512F.Shuffle4x128(t1, t3, 0xdd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Elements(Vector w0, Vector w1, Vector w2, Vector w3, out Vector a, out Vector b, out Vector c, out Vector d)
    {
        var t0 = Avx512F.UnpackLow(w0, w1);
        var t1 = Avx512F.UnpackHigh(w0, w1);
        var t2 = Avx512F.UnpackLow(w2, w3);
        var t3 = Avx512F.UnpackHigh(w2, w3);
        var first = Vector512.Create(0UL, 1, 8, 9, 2, 3, 10, 11);
        var second = Vector512.Create(4UL, 5, 12, 13, 6, 7, 14, 15);
        a = Avx512F.PermuteVar8x64x2(t0, first, t2);
        b = Avx512F.PermuteVar8x64x2(t1, first, t3);
        c = Avx512F.PermuteVar8x64x2(t0, second, t2);
        d = Avx512F.PermuteVar8x64x2(t1, second, t3);
    }
}
