using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Atlas.Runtime.Fields.Backends.Avx512;

/// <summary>
/// Between memory, where an element is four 64-bit words, and lanes. Eight consecutive elements take the lanes 0, 2, 1, 3, 4, 6, 5, 7: a
/// transposition in eight instructions each way, and no kernel cares about the order of lanes.
/// </summary>
internal static unsafe class LaneMemory
{
    /// <summary>The lane of each of eight elements in the order of memory; its own inverse.</summary>
    public static ReadOnlySpan<byte> LaneOf => [0, 2, 1, 3, 4, 6, 5, 7];

    /// <summary>Loads eight consecutive elements of 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(ref byte source, out Lanes lanes) => Transpose(
        Vector512.LoadUnsafe(ref source).AsUInt64(),
        Vector512.LoadUnsafe(ref source, 64).AsUInt64(),
        Vector512.LoadUnsafe(ref source, 128).AsUInt64(),
        Vector512.LoadUnsafe(ref source, 192).AsUInt64(),
        out lanes);

    /// <summary>Loads every other of fifteen consecutive elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadAlternate(ref byte source, out Lanes lanes) =>
        Transpose(Pair(ref source, 0, 64), Pair(ref source, 128, 192), Pair(ref source, 256, 320), Pair(ref source, 384, 448), out lanes);

    /// <summary>Loads eight elements of 32 bytes from anywhere: source plus each of eight byte offsets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(ref byte source, nuint* offsets, out Lanes lanes)
    {
        Transpose(
            Pair(ref source, offsets[0], offsets[1]),
            Pair(ref source, offsets[2], offsets[3]),
            Pair(ref source, offsets[4], offsets[5]),
            Pair(ref source, offsets[6], offsets[7]),
            out lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Pair(ref byte source, nuint low, nuint high) => Vector512.Create(
        Vector256.LoadUnsafe(ref source, low).AsUInt64(),
        Vector256.LoadUnsafe(ref source, high).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d, out Lanes lanes)
    {
        var t0 = Avx512F.UnpackLow(a, b);
        var t1 = Avx512F.UnpackHigh(a, b);
        var t2 = Avx512F.UnpackLow(c, d);
        var t3 = Avx512F.UnpackHigh(c, d);
        var w0 = Avx512F.Shuffle4x128(t0, t2, 0x88);
        var w1 = Avx512F.Shuffle4x128(t1, t3, 0x88);
        var w2 = Avx512F.Shuffle4x128(t0, t2, 0xdd);
        var w3 = Avx512F.Shuffle4x128(t1, t3, 0xdd);
        var mask = Vector512.Create(Lanes.LimbMask);
        lanes.L0 = w0 & mask;
        lanes.L1 = (w0 >> 29) & mask;
        lanes.L2 = ((w0 >> 58) | (w1 << 6)) & mask;
        lanes.L3 = (w1 >> 23) & mask;
        lanes.L4 = ((w1 >> 52) | (w2 << 12)) & mask;
        lanes.L5 = (w2 >> 17) & mask;
        lanes.L6 = ((w2 >> 46) | (w3 << 18)) & mask;
        lanes.L7 = (w3 >> 11) & mask;
        lanes.L8 = w3 >> 40;
    }

    /// <summary>Stores eight canonical elements where <see cref="Load"/> would find them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(in Lanes lanes, ref byte destination)
    {
        Pack(in lanes, out var a, out var b, out var c, out var d);
        a.AsByte().StoreUnsafe(ref destination);
        b.AsByte().StoreUnsafe(ref destination, 64);
        c.AsByte().StoreUnsafe(ref destination, 128);
        d.AsByte().StoreUnsafe(ref destination, 192);
    }

    /// <summary>Stores eight canonical elements at destination plus each of eight byte offsets; offsets are in the order of memory, not of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter(in Lanes lanes, ref byte destination, nuint* offsets)
    {
        Pack(in lanes, out var a, out var b, out var c, out var d);
        a.GetLower().AsByte().StoreUnsafe(ref destination, offsets[0]);
        a.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[1]);
        b.GetLower().AsByte().StoreUnsafe(ref destination, offsets[2]);
        b.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[3]);
        c.GetLower().AsByte().StoreUnsafe(ref destination, offsets[4]);
        c.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[5]);
        d.GetLower().AsByte().StoreUnsafe(ref destination, offsets[6]);
        d.GetUpper().AsByte().StoreUnsafe(ref destination, offsets[7]);
    }

    /// <summary>Two consecutive elements a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pack(in Lanes lanes, out Vector512<ulong> a, out Vector512<ulong> b, out Vector512<ulong> c, out Vector512<ulong> d)
    {
        var w0 = lanes.L0 | (lanes.L1 << 29) | (lanes.L2 << 58);
        var w1 = (lanes.L2 >> 6) | (lanes.L3 << 23) | (lanes.L4 << 52);
        var w2 = (lanes.L4 >> 12) | (lanes.L5 << 17) | (lanes.L6 << 46);
        var w3 = (lanes.L6 >> 18) | (lanes.L7 << 11) | (lanes.L8 << 40);
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
