using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A sum of up to 2^24 field elements without carries: eight 32-bit words of the elements, each summed in a 64-bit lane. One load, one addition and
/// one store a term, which is what bucket sums over one-hot digits are made of.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WideSum
{
    private const int ReciprocalBits = 62;

    /// <summary>2^62 divided by the top 32 bits of p, plus one: turns the division by p into a product that is never too large.</summary>
    private static readonly ulong Reciprocal = (1UL << ReciprocalBits) / ((FrModulus.P.L3 >> 32) + 1);

    private const int Bytes = 64;

    /// <summary>Sums that are reduced side by side.</summary>
    private const int Group = 8;

    private Vector512<ulong> _lanes;

    /// <summary>Bytes of the stack for this many aligned sums.</summary>
    public static int AlignedBytes(int count) => (count + 1) * Bytes;

    /// <summary>Sums on cache lines of their own: one that lies across two would wait for both after every addition. Not cleared.</summary>
    public static unsafe Span<WideSum> Aligned(byte* memory, int count) => new((void*)(((nuint)memory + Bytes - 1) & ~(nuint)(Bytes - 1)), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref readonly Fr value) => Add(Widen(in value));

    /// <summary>Adds an element that <see cref="Widen"/> has prepared for many sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<ulong> widened) => _lanes += widened;

    /// <summary>The words of an element, one a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Widen(ref readonly Fr value)
    {
        Vector256<uint> words = Vector256.LoadUnsafe(ref Unsafe.As<Fr, uint>(ref Unsafe.AsRef(in value)));
        return Avx512F.IsSupported
            ? Avx512F.ConvertToVector512UInt64(words)
            : Vector512.Create(Vector256.WidenLower(words), Vector256.WidenUpper(words));
    }

    /// <summary>Many sums modulo p.</summary>
    public static void Reduce(ReadOnlySpan<WideSum> sums, Span<Fr> destination)
    {
        int i = 0;
        if (VectorBackend.Current.Lanes == Group)
        {
            for (; i + Group <= sums.Length; i += Group)
            {
                ToLimbs(sums.Slice(i, Group), out LimbSums limbs);
                limbs.SubtractQuotient(16);
                limbs.Store(ref destination[i..][..Group][0]);
            }
        }

        for (; i < sums.Length; i++)
        {
            destination[i] = sums[i].Reduce();
        }
    }

    /// <summary>
    /// The sum modulo p. It is below 2^24·p &lt; 2^278; the quotient estimated from its top bits is at most 2 too small, so few subtractions are
    /// left.
    /// </summary>
    public readonly Fr Reduce()
    {
        Span<ulong> lanes = stackalloc ulong[8];
        _lanes.CopyTo(lanes);
        ulong w0 = Join(lanes[0], lanes[1], 0, out ulong carry);
        ulong w1 = Join(lanes[2], lanes[3], carry, out carry);
        ulong w2 = Join(lanes[4], lanes[5], carry, out carry);
        ulong w3 = Join(lanes[6], lanes[7], carry, out ulong w4);

        UInt256 p = FrModulus.P;
        ulong top = (w4 << 32) | (w3 >> 32);
        ulong q = (Math.BigMul(top, Reciprocal, out ulong below) << (64 - ReciprocalBits)) | (below >> ReciprocalBits);
        do
        {
            ulong borrow = 0;
            w0 = Wide.Subtract(w0, Wide.MultiplyAdd(q, p.L0, 0, out ulong high), ref borrow);
            w1 = Wide.Subtract(w1, Wide.MultiplyAdd(q, p.L1, high, out high), ref borrow);
            w2 = Wide.Subtract(w2, Wide.MultiplyAdd(q, p.L2, high, out high), ref borrow);
            w3 = Wide.Subtract(w3, Wide.MultiplyAdd(q, p.L3, high, out high), ref borrow);
            w4 = Wide.Subtract(w4, high, ref borrow);
            q = 1;
        }
        while (w4 != 0 || !UInt256.LessThan(new UInt256(w0, w1, w2, w3), p));

        return Unsafe.BitCast<UInt256, Fr>(new UInt256(w0, w1, w2, w3));
    }

    /// <summary>Eight sums, a sum a row, transposed into a word a vector, and the words cut into limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToLimbs(ReadOnlySpan<WideSum> sums, out LimbSums limbs)
    {
        Vector512<ulong> r0 = sums[0]._lanes, r1 = sums[1]._lanes, r2 = sums[2]._lanes, r3 = sums[3]._lanes;
        Vector512<ulong> r4 = sums[4]._lanes, r5 = sums[5]._lanes, r6 = sums[6]._lanes, r7 = sums[7]._lanes;
        Transpose(
            Avx512F.UnpackLow(r0, r1), Avx512F.UnpackLow(r2, r3), Avx512F.UnpackLow(r4, r5), Avx512F.UnpackLow(r6, r7),
            out var w0, out var w2, out var w4, out var w6);
        Transpose(
            Avx512F.UnpackHigh(r0, r1), Avx512F.UnpackHigh(r2, r3), Avx512F.UnpackHigh(r4, r5), Avx512F.UnpackHigh(r6, r7),
            out var w1, out var w3, out var w5, out var w7);

        var word = Vector512.Create((ulong)uint.MaxValue);
        w1 += w0 >> 32;
        w2 += w1 >> 32;
        w3 += w2 >> 32;
        w4 += w3 >> 32;
        w5 += w4 >> 32;
        w6 += w5 >> 32;
        w7 += w6 >> 32;
        LimbSums.Split((w0 & word) | (w1 << 32), (w2 & word) | (w3 << 32), (w4 & word) | (w5 << 32), (w6 & word) | (w7 << 32), out limbs);
        limbs.L8 = w7 >> 8;
    }

    /// <summary>Four rows of four pairs of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c, Vector512<ulong> d,
        out Vector512<ulong> r0, out Vector512<ulong> r1, out Vector512<ulong> r2, out Vector512<ulong> r3)
    {
        var low = Avx512F.Shuffle4x128(a, b, 0x44);
        var lowNext = Avx512F.Shuffle4x128(c, d, 0x44);
        var high = Avx512F.Shuffle4x128(a, b, 0xEE);
        var highNext = Avx512F.Shuffle4x128(c, d, 0xEE);
        r0 = Avx512F.Shuffle4x128(low, lowNext, 0x88);
        r1 = Avx512F.Shuffle4x128(low, lowNext, 0xDD);
        r2 = Avx512F.Shuffle4x128(high, highNext, 0x88);
        r3 = Avx512F.Shuffle4x128(high, highNext, 0xDD);
    }

    /// <summary>A 64-bit word of the sum from two lanes and the carry below it.</summary>
    private static ulong Join(ulong low, ulong high, ulong carryIn, out ulong carryOut)
    {
        low += carryIn;
        high += low >> 32;
        carryOut = high >> 32;
        return (uint)low | (high << 32);
    }
}
