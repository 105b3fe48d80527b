using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_c U_c(digit c of e) for runs of elements e, each U_c a table of 16 values. With AVX-512 a table of one 29-bit limb of 16 values is one register, and a
/// look-up for 16 elements one permutation of it: about two instructions a digit and element in all, and no multiplication.
/// </summary>
internal sealed class DigitTables
{
    private const int Limbs = 9;

    /// <summary>Digits whose 29-bit limbs add up in 32 bits.</summary>
    private const int Group = 8;

    private readonly SiteDigits _digits;
    private readonly int _first;
    private readonly int _step;
    private readonly Fr[] _values;
    private readonly uint[] _limbs;

    /// <param name="digits">The digits.</param>
    /// <param name="first">The first digit.</param>
    /// <param name="step">Distance to the next.</param>
    /// <param name="values">The tables of the digits first, first + step, …: 16 values each.</param>
    public DigitTables(SiteDigits digits, int first, int step, ReadOnlySpan<Fr> values)
    {
        Debug.Assert(values.Length % Site.K == 0 && first + (((values.Length / Site.K) - 1) * step) < digits.Site.Count);
        _digits = digits;
        _first = first;
        _step = step;
        _values = values.ToArray();
        _limbs = VectorBackend.Current.Lanes == Vector512<ulong>.Count ? ToLimbs(values) : [];
    }

    private int Count => _values.Length / Site.K;

    /// <summary>Writes the sums of the elements from <paramref name="start"/> on.</summary>
    public void Sum(int start, Span<Fr> destination)
    {
        int done = _limbs.Length > 0 ? SumLanes(start, destination) : 0;
        if (done < destination.Length)
        {
            SumEach(start + done, destination[done..]);
        }
    }

    private void SumEach(int start, Span<Fr> destination)
    {
        destination.Clear();
        for (int k = 0; k < Count; k++)
        {
            ReadOnlySpan<byte> digits = _digits[_first + (k * _step)].Slice(start, destination.Length);
            ReadOnlySpan<Fr> table = _values.AsSpan(k * Site.K, Site.K);
            for (int e = 0; e < digits.Length; e++)
            {
                if (SiteDigits.IsDigit(digits[e]))
                {
                    destination[e] += table[digits[e]];
                }
            }
        }
    }

    /// <summary>Sixteen elements at a time; returns how many.</summary>
    private int SumLanes(int start, Span<Fr> destination)
    {
        int i = 0;
        LimbSums low = default, high = default;
        for (; i + Vector512<uint>.Count <= destination.Length; i += Vector512<uint>.Count)
        {
            for (int k = 0; k < Count; k += Group)
            {
                AddGroup(k, Math.Min(k + Group, Count), start + i, ref low, ref high);
            }

            low.Store(ref destination[i]);
            high.Store(ref destination[i..][..Vector512<uint>.Count][Vector512<ulong>.Count]);
            low = high = default;
        }

        return i;
    }

    /// <summary>Adds the tables from first to end for 16 elements, the lower and the upper eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddGroup(int first, int end, int element, ref LimbSums low, ref LimbSums high)
    {
        var zero = Vector512<uint>.Zero;
        var (t0, t1, t2, t3, t4, t5, t6, t7, t8) = (zero, zero, zero, zero, zero, zero, zero, zero, zero);
        ref byte digits = ref MemoryMarshal.GetReference(_digits.All);
        ref uint limbs = ref MemoryMarshal.GetArrayDataReference(_limbs);
        for (int k = first; k < end; k++)
        {
            nuint at = (nuint)(((_first + (k * _step)) * _digits.Size) + element), table = (nuint)(k * Limbs * Site.K);
            Vector512<uint> index = Avx512F.ConvertToVector512UInt32(Vector128.LoadUnsafe(ref digits, at));
            Vector512<uint> mask = Vector512.LessThan(index, Vector512.Create((uint)Site.K));
            t0 += LookUp(ref limbs, table, index) & mask;
            t1 += LookUp(ref limbs, table + (1 * Site.K), index) & mask;
            t2 += LookUp(ref limbs, table + (2 * Site.K), index) & mask;
            t3 += LookUp(ref limbs, table + (3 * Site.K), index) & mask;
            t4 += LookUp(ref limbs, table + (4 * Site.K), index) & mask;
            t5 += LookUp(ref limbs, table + (5 * Site.K), index) & mask;
            t6 += LookUp(ref limbs, table + (6 * Site.K), index) & mask;
            t7 += LookUp(ref limbs, table + (7 * Site.K), index) & mask;
            t8 += LookUp(ref limbs, table + (8 * Site.K), index) & mask;
        }

        Widen(t0, ref low.L0, ref high.L0);
        Widen(t1, ref low.L1, ref high.L1);
        Widen(t2, ref low.L2, ref high.L2);
        Widen(t3, ref low.L3, ref high.L3);
        Widen(t4, ref low.L4, ref high.L4);
        Widen(t5, ref low.L5, ref high.L5);
        Widen(t6, ref low.L6, ref high.L6);
        Widen(t7, ref low.L7, ref high.L7);
        Widen(t8, ref low.L8, ref high.L8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> LookUp(ref uint limbs, nuint table, Vector512<uint> index) =>
        Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref limbs, table), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(Vector512<uint> limb, ref Vector512<ulong> low, ref Vector512<ulong> high)
    {
        low += Avx512F.ConvertToVector512UInt64(limb.GetLower());
        high += Avx512F.ConvertToVector512UInt64(limb.GetUpper());
    }

    /// <summary>For each digit and limb the limb of the 16 values.</summary>
    private static uint[] ToLimbs(ReadOnlySpan<Fr> values)
    {
        var limbs = new uint[values.Length * Limbs];
        for (int i = 0; i < values.Length; i += Vector512<ulong>.Count)
        {
            LimbSums.Load(in values[i..][..Vector512<ulong>.Count][0], out LimbSums eight);
            Span<uint> table = limbs.AsSpan((i / Site.K * Limbs * Site.K) + (i % Site.K));
            Narrow(eight.L0, table);
            Narrow(eight.L1, table[(1 * Site.K)..]);
            Narrow(eight.L2, table[(2 * Site.K)..]);
            Narrow(eight.L3, table[(3 * Site.K)..]);
            Narrow(eight.L4, table[(4 * Site.K)..]);
            Narrow(eight.L5, table[(5 * Site.K)..]);
            Narrow(eight.L6, table[(6 * Site.K)..]);
            Narrow(eight.L7, table[(7 * Site.K)..]);
            Narrow(eight.L8, table[(8 * Site.K)..]);
        }

        return limbs;
    }

    private static void Narrow(Vector512<ulong> limb, Span<uint> destination) => Avx512F.ConvertToVector256UInt32(limb).CopyTo(destination);
}
