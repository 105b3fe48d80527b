using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Arithmetic;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Eight sums of Montgomery forms, one a lane, in nine limbs of 29 bits that may hold more than their bits until <see cref="Store"/> makes the sums
/// canonical. A division by p costs nine products a lane, so that sums which need no multiplication need no Montgomery reduction either. AVX-512 only.
/// </summary>
internal struct LimbSums
{
    public const int LimbBits = 29;

    public const ulong LimbMask = (1UL << LimbBits) - 1;

    private const int ReciprocalBits = 53;

    /// <summary>Bits of p from the top limb's first bit, 232, on.</summary>
    private const ulong PrimeTop = 0x30644e;

    /// <summary>Below 2^32: a factor of vpmuludq.</summary>
    private const ulong Reciprocal = (1UL << ReciprocalBits) / (PrimeTop + 1);

    public Vector512<ulong> L0, L1, L2, L3, L4, L5, L6, L7, L8;

    /// <summary>Eight consecutive elements, each the first term of its lane.</summary>
    public static void Load(ref readonly Fr source, out LimbSums limbs)
    {
        ref ulong words = ref Unsafe.As<Fr, ulong>(ref Unsafe.AsRef(in source));
        var a = Vector512.LoadUnsafe(ref words);
        var b = Vector512.LoadUnsafe(ref words, 8);
        var c = Vector512.LoadUnsafe(ref words, 16);
        var d = Vector512.LoadUnsafe(ref words, 24);

        // Words 0 and 2, then 1 and 3, of elements in the order 0 2, 1 3, 4 6, 5 7.
        Vector512<ulong> evenLow = Avx512F.UnpackLow(a, b), evenHigh = Avx512F.UnpackLow(c, d);
        Vector512<ulong> oddLow = Avx512F.UnpackHigh(a, b), oddHigh = Avx512F.UnpackHigh(c, d);
        var lower = Vector512.Create(0UL, 4, 1, 5, 8, 12, 9, 13);
        var upper = Vector512.Create(2UL, 6, 3, 7, 10, 14, 11, 15);
        Split(
            Avx512F.PermuteVar8x64x2(evenLow, lower, evenHigh),
            Avx512F.PermuteVar8x64x2(oddLow, lower, oddHigh),
            Avx512F.PermuteVar8x64x2(evenLow, upper, evenHigh),
            Avx512F.PermuteVar8x64x2(oddLow, upper, oddHigh),
            out limbs);
    }

    /// <summary>Four 64-bit words a lane, cut into limbs; the top limb takes what is left of the last word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Vector512<ulong> w0, Vector512<ulong> w1, Vector512<ulong> w2, Vector512<ulong> w3, out LimbSums limbs)
    {
        var mask = Vector512.Create(LimbMask);
        limbs.L0 = w0 & mask;
        limbs.L1 = (w0 >> 29) & mask;
        limbs.L2 = ((w0 >> 58) | (w1 << 6)) & mask;
        limbs.L3 = (w1 >> 23) & mask;
        limbs.L4 = ((w1 >> 52) | (w2 << 12)) & mask;
        limbs.L5 = (w2 >> 17) & mask;
        limbs.L6 = ((w2 >> 46) | (w3 << 18)) & mask;
        limbs.L7 = (w3 >> 11) & mask;
        limbs.L8 = w3 >> 40;
    }

    /// <summary>Writes eight canonical elements, lane 0 first. The sums must be below 2^10·p.</summary>
    public void Store(ref Fr destination)
    {
        SubtractQuotient(0);
        bool isExact = !Vector512.GreaterThanOrEqualAny(L8, Vector512.Create(PrimeTop));
        Pack(ref destination);
        if (!isExact)
        {
            ReduceOnce(ref destination);
        }
    }

    /// <summary>
    /// Carries, and subtracts the multiple of p that the top limb without its lowest <paramref name="dropped"/> bits tells. What is left of sums below
    /// 2^10·p with no bit dropped is below 2p; of sums below 2^24·p with 16 bits dropped, below 2^4·p. Never negative.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SubtractQuotient(int dropped)
    {
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (L0, L1, L2, L3, L4, L5, L6, L7, L8);
        var mask = Vector512.Create(LimbMask);
        t1 += t0 >> LimbBits;
        t2 += t1 >> LimbBits;
        t3 += t2 >> LimbBits;
        t4 += t3 >> LimbBits;
        t5 += t4 >> LimbBits;
        t6 += t5 >> LimbBits;
        t7 += t6 >> LimbBits;
        t8 += t7 >> LimbBits;
        var quotient = Product(t8 >> dropped, Vector512.Create(Reciprocal)) >> (ReciprocalBits - dropped);
        t0 = (t0 & mask) - Product(quotient, PrimeLimb(0));
        t1 = (t1 & mask) - Product(quotient, PrimeLimb(1)) + SignedCarry(t0);
        t2 = (t2 & mask) - Product(quotient, PrimeLimb(2)) + SignedCarry(t1);
        t3 = (t3 & mask) - Product(quotient, PrimeLimb(3)) + SignedCarry(t2);
        t4 = (t4 & mask) - Product(quotient, PrimeLimb(4)) + SignedCarry(t3);
        t5 = (t5 & mask) - Product(quotient, PrimeLimb(5)) + SignedCarry(t4);
        t6 = (t6 & mask) - Product(quotient, PrimeLimb(6)) + SignedCarry(t5);
        t7 = (t7 & mask) - Product(quotient, PrimeLimb(7)) + SignedCarry(t6);
        t8 = t8 - Product(quotient, PrimeLimb(8)) + SignedCarry(t7);
        (L0, L1, L2, L3, L4, L5, L6, L7, L8) =
            (t0 & mask, t1 & mask, t2 & mask, t3 & mask, t4 & mask, t5 & mask, t6 & mask, t7 & mask, t8);
    }

    /// <summary>Writes eight elements whose limbs are carried: four words a lane, transposed.</summary>
    private readonly void Pack(ref Fr destination)
    {
        var w0 = L0 | (L1 << 29) | (L2 << 58);
        var w1 = (L2 >> 6) | (L3 << 23) | (L4 << 52);
        var w2 = (L4 >> 12) | (L5 << 17) | (L6 << 46);
        var w3 = (L6 >> 18) | (L7 << 11) | (L8 << 40);
        var evenLow = Avx512F.UnpackLow(w0, w1);
        var oddLow = Avx512F.UnpackHigh(w0, w1);
        var evenHigh = Avx512F.UnpackLow(w2, w3);
        var oddHigh = Avx512F.UnpackHigh(w2, w3);

        // Elements 0 2, 4 6, 1 3, 5 7.
        var first = Vector512.Create(0UL, 1, 8, 9, 2, 3, 10, 11);
        var second = Vector512.Create(4UL, 5, 12, 13, 6, 7, 14, 15);
        ref ulong words = ref Unsafe.As<Fr, ulong>(ref destination);
        var elements = Avx512F.PermuteVar8x64x2(evenLow, first, evenHigh);
        elements.GetLower().StoreUnsafe(ref words);
        elements.GetUpper().StoreUnsafe(ref words, 8);
        elements = Avx512F.PermuteVar8x64x2(evenLow, second, evenHigh);
        elements.GetLower().StoreUnsafe(ref words, 16);
        elements.GetUpper().StoreUnsafe(ref words, 24);
        elements = Avx512F.PermuteVar8x64x2(oddLow, first, oddHigh);
        elements.GetLower().StoreUnsafe(ref words, 4);
        elements.GetUpper().StoreUnsafe(ref words, 12);
        elements = Avx512F.PermuteVar8x64x2(oddLow, second, oddHigh);
        elements.GetLower().StoreUnsafe(ref words, 20);
        elements.GetUpper().StoreUnsafe(ref words, 28);
    }

    /// <summary>Where a top limb is at least that of p, once in 2^18 for sums of a few terms, an element may be one p too large.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReduceOnce(ref Fr elements)
    {
        for (int i = 0; i < Vector512<ulong>.Count; i++)
        {
            ref UInt256 form = ref Unsafe.As<Fr, UInt256>(ref Unsafe.Add(ref elements, i));
            form = Montgomery<FrModulus>.ReduceOnce(in form);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> SignedCarry(Vector512<ulong> limb) => (limb.AsInt64() >> LimbBits).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> PrimeLimb(int index)
    {
        UInt256 p = FrModulus.P;
        return Vector512.Create(LimbMask & index switch
        {
            0 => p.L0,
            1 => p.L0 >> 29,
            2 => (p.L0 >> 58) | (p.L1 << 6),
            3 => p.L1 >> 23,
            4 => (p.L1 >> 52) | (p.L2 << 12),
            5 => p.L2 >> 17,
            6 => (p.L2 >> 46) | (p.L3 << 18),
            7 => p.L3 >> 11,
            _ => p.L3 >> 40,
        });
    }
}
