using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector128<ulong>;

namespace Atlas.Runtime.Fields.Backends.TwoLanes;

/// <summary>Two lanes: any machine with vectors of 128 bits, Arm and WebAssembly among them. It has been run on x86-64 only.</summary>
internal readonly unsafe struct VectorUnit : IVectorUnit<Vector>
{
    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Create(ulong value) => Vector128.Create(value);

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
    public static Vector SignMask(Vector a) => Vector128.GreaterThan(Vector128<long>.Zero, a.AsInt64()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Multiply(Vector a, Vector b) => Sse2.IsSupported ? Sse2.Multiply(a.AsUInt32(), b.AsUInt32()) : Product(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b) =>
        Sse2.IsSupported ? sum + Sse2.Multiply(a.AsUInt32(), b.AsUInt32()) : sum + Product(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAdd(Vector sum, Vector a, Vector b, Vector c, Vector d) =>
        Sse2.IsSupported
            ? sum + (Sse2.Multiply(a.AsUInt32(), b.AsUInt32()) + Sse2.Multiply(c.AsUInt32(), d.AsUInt32()))
            : sum + (Product(a, b) + Product(c, d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplySubtract(Vector sum, Vector a, Vector b) => sum - Multiply(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, ulong limb, Vector b) =>
        sum + SignedProduct(Low(Vector128.Create(limb)), b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector MultiplyAddSigned(Vector sum, Vector a, Vector b) => sum + SignedProduct(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Low(Vector limb) => limb & Vector128.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddCarry(Vector limb, Vector lower) => limb + (lower >>> Limbs.Bits);

    /// <summary>x86-64 has no arithmetic shift of 64 bits before AVX-512: 2^63 more makes the lane unsigned, and 2^34 less takes it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector AddSignedCarry(Vector limb, Vector lower) =>
        limb + ((lower + Vector128.Create(1UL << 63)) >>> Limbs.Bits) - Vector128.Create(1UL << (63 - Limbs.Bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector word, int bit) => (word >>> bit) & Vector128.Create(Limbs.Mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Bits(Vector low, Vector high, int bit) => ((low >>> bit) | (high << (64 - bit))) & Vector128.Create(Limbs.Mask);

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
    public static Vector GreaterThan(Vector a, Vector b) => Vector128.GreaterThan(a.AsInt64(), b.AsInt64()).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector IsZero(Vector a) => Vector128.Equals(a, Vector.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Select(Vector mask, Vector a, Vector b) => Vector128.ConditionalSelect(mask, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreaterThan(Vector a, Vector b) => Vector128.GreaterThanAny(a.AsInt64(), b.AsInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAllZero(Vector a) => a == Vector.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SignBits(Vector a) => (uint)a.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Load(ref readonly long source) => Vector128.LoadUnsafe(in source).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector a, nuint* destination) => a.Store((ulong*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector Widen(ref readonly int source) => Vector128.Create((long)source, Unsafe.Add(ref Unsafe.AsRef(in source), 1)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector InLaneOrder(Vector consecutive) => consecutive;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadWords(ref readonly byte source, out Vector w0, out Vector w1, out Vector w2, out Vector w3) =>
        Load(in source, 0, 32, out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GatherWords(ref readonly byte source, nuint* offsets, out Vector w0, out Vector w1, out Vector w2, out Vector w3) =>
        Load(in source, offsets[0], offsets[1], out w0, out w1, out w2, out w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWords(ref byte destination, Vector w0, Vector w1, Vector w2, Vector w3) =>
        Store(ref destination, 0, 32, w0, w1, w2, w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScatterWords(ref byte destination, nuint* offsets, Vector w0, Vector w1, Vector w2, Vector w3) =>
        Store(ref destination, offsets[0], offsets[1], w0, w1, w2, w3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        ref readonly byte source, nuint first, nuint second, out Vector w0, out Vector w1, out Vector w2, out Vector w3)
    {
        var a = Vector128.LoadUnsafe(in source, first).AsUInt64();
        var b = Vector128.LoadUnsafe(in source, second).AsUInt64();
        var c = Vector128.LoadUnsafe(in source, first + 16).AsUInt64();
        var d = Vector128.LoadUnsafe(in source, second + 16).AsUInt64();
        (w0, w1, w2, w3) = (Lows(a, b), Highs(a, b), Lows(c, d), Highs(c, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref byte destination, nuint first, nuint second, Vector w0, Vector w1, Vector w2, Vector w3)
    {
        Lows(w0, w1).AsByte().StoreUnsafe(ref destination, first);
        Lows(w2, w3).AsByte().StoreUnsafe(ref destination, first + 16);
        Highs(w0, w1).AsByte().StoreUnsafe(ref destination, second);
        Highs(w2, w3).AsByte().StoreUnsafe(ref destination, second + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Lows(Vector a, Vector b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b)
        : Vector128.Create(a.GetLower(), b.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Highs(Vector a, Vector b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b)
        : Vector128.Create(a.GetUpper(), b.GetUpper());

    /// <summary>
    /// Where it is not one instruction of x86-64: that is tried above, in the methods themselves, for the compiler inlines only so deep.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Product(Vector a, Vector b)
    {
        if (AdvSimd.IsSupported)
        {
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a), AdvSimd.ExtractNarrowingLower(b));
        }

        var low = Vector128.Create((ulong)uint.MaxValue);
        return (a & low) * (b & low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector SignedProduct(Vector a, Vector b)
    {
        if (Sse41.IsSupported)
        {
            return Sse41.Multiply(a.AsInt32(), b.AsInt32()).AsUInt64();
        }

        if (AdvSimd.IsSupported)
        {
            return AdvSimd.MultiplyWideningLower(
                AdvSimd.ExtractNarrowingLower(a.AsInt64()), AdvSimd.ExtractNarrowingLower(b.AsInt64())).AsUInt64();
        }

        return (((a << 32).AsInt64() >> 32) * ((b << 32).AsInt64() >> 32)).AsUInt64();
    }
}
