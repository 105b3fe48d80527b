using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>Sums over elements by their digits: one addition an element and digit, or pair of digits, into few buckets.</summary>
internal static unsafe class DigitPairs
{
    /// <summary>Digits that are summed in one pass: the weight is loaded once, and additions to one bucket need not wait for each other.</summary>
    private const int Rows = 4;

    /// <summary>A place for each digit, and one for what has no digit.</summary>
    private const int RowBuckets = Site.K + 1;

    private const int PairBuckets = Site.K * Site.K;

    /// <summary>Elements up to which products are cheaper than the buckets of a pair.</summary>
    private const int FewElements = 256;

    /// <summary>S(a, c) = Σ_{e: digit c of e is a} weights[e], at index a·<paramref name="slots"/> + c.</summary>
    public static Fr[] Counts(SiteDigits digits, ReadOnlySpan<Fr> weights, int slots)
    {
        var sums = new Fr[Site.K * slots];
        byte* memory = stackalloc byte[WideSum.AlignedBytes(Rows * RowBuckets)];
        Span<WideSum> buckets = WideSum.Aligned(memory, Rows * RowBuckets);
        Span<Fr> values = stackalloc Fr[Rows * RowBuckets];
        for (int c = 0; c < digits.Site.Count; c += Rows)
        {
            // What is left of a last pass repeats the last digit.
            int rows = Math.Min(Rows, digits.Site.Count - c), last = digits.Site.Count - 1;
            buckets.Clear();
            AddRows(digits[c], digits[Math.Min(c + 1, last)], digits[Math.Min(c + 2, last)], digits[Math.Min(c + 3, last)], weights, buckets);
            WideSum.Reduce(buckets[..(rows * RowBuckets)], values);
            for (int k = 0; k < rows; k++)
            {
                for (int a = 0; a < Site.K; a++)
                {
                    sums[(a * slots) + c + k] = values[(k * RowBuckets) + a];
                }
            }
        }

        return sums;
    }

    /// <summary>
    /// X(i, j) = Σ_e weights[e]·E[d_i]·E[d_j] for i ≠ j, the digits d_i being first, first + step, …: a symmetric matrix of <paramref name="slots"/> rows
    /// whose diagonal stays zero.
    /// </summary>
    public static Fr[] Sums(SiteDigits digits, int first, int step, ReadOnlySpan<Fr> weights, ReadOnlySpan<Fr> places, int slots)
    {
        var sums = new Fr[slots * slots];
        int count = (digits.Site.Count - first + step - 1) / step;
        if (digits.Size <= FewElements)
        {
            SumProducts(digits, first, step, count, weights, places, sums, slots);
        }
        else
        {
            SumBuckets(digits, first, step, count, weights, places, sums, slots);
        }

        return sums;
    }

    private static void SumProducts(
        SiteDigits digits, int first, int step, int count, ReadOnlySpan<Fr> weights, ReadOnlySpan<Fr> places, Fr[] sums, int slots)
    {
        int size = digits.Size;
        Fr[] pooled = ArrayPool<Fr>.Shared.Rent((count + 1) * size);
        Span<Fr> weighted = pooled.AsSpan(count * size, size);
        for (int i = 0; i < count; i++)
        {
            new DigitTables(digits, first + (i * step), 1, places).Sum(0, pooled.AsSpan(i * size, size));
        }

        for (int i = 0; i < count; i++)
        {
            Kernels.Multiply(weighted, weights, pooled.AsSpan(i * size, size));
            for (int j = i + 1; j < count; j++)
            {
                sums[(i * slots) + j] = sums[(j * slots) + i] = Kernels.InnerProduct(weighted, pooled.AsSpan(j * size, size));
            }
        }

        ArrayPool<Fr>.Shared.Return(pooled);
    }

    private static void SumBuckets(
        SiteDigits digits, int first, int step, int count, ReadOnlySpan<Fr> weights, ReadOnlySpan<Fr> places, Fr[] sums, int slots)
    {
        Span<Fr> products = stackalloc Fr[PairBuckets], values = stackalloc Fr[PairBuckets];
        for (int a = 0; a < Site.K; a++)
        {
            Kernels.MultiplyScalar(products.Slice(a * Site.K, Site.K), places, places[a]);
        }

        byte* memory = stackalloc byte[WideSum.AlignedBytes(2 * PairBuckets)];
        Span<WideSum> buckets = WideSum.Aligned(memory, 2 * PairBuckets);
        Span<(int I, int J)> pairs = stackalloc (int, int)[count * (count - 1) / 2];
        for (int i = 0, at = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                pairs[at++] = (i, j);
            }
        }

        for (int at = 0; at < pairs.Length; at += 2)
        {
            Span<(int I, int J)> pass = pairs[at..Math.Min(at + 2, pairs.Length)];
            buckets.Clear();
            AddPairs(Row(pass[0].I), Row(pass[0].J), Row(pass[^1].I), Row(pass[^1].J), weights, buckets);
            for (int k = 0; k < pass.Length; k++)
            {
                (int i, int j) = pass[k];
                WideSum.Reduce(buckets.Slice(k * PairBuckets, PairBuckets), values);
                sums[(i * slots) + j] = sums[(j * slots) + i] = Kernels.InnerProduct(values, products);
            }
        }

        ReadOnlySpan<byte> Row(int i) => digits[first + (i * step)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(
        ReadOnlySpan<byte> row0, ReadOnlySpan<byte> row1, ReadOnlySpan<byte> row2, ReadOnlySpan<byte> row3, ReadOnlySpan<Fr> weights, Span<WideSum> buckets)
    {
        Span<WideSum> buckets0 = buckets[..RowBuckets], buckets1 = buckets.Slice(RowBuckets, RowBuckets);
        Span<WideSum> buckets2 = buckets.Slice(2 * RowBuckets, RowBuckets), buckets3 = buckets.Slice(3 * RowBuckets, RowBuckets);
        for (int e = 0; e < row0.Length; e++)
        {
            Vector512<ulong> weight = WideSum.Widen(in weights[e]);
            buckets0[Math.Min((int)row0[e], Site.K)].Add(weight);
            buckets1[Math.Min((int)row1[e], Site.K)].Add(weight);
            buckets2[Math.Min((int)row2[e], Site.K)].Add(weight);
            buckets3[Math.Min((int)row3[e], Site.K)].Add(weight);
        }
    }

    /// <summary>Two pairs of digits in one pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPairs(
        ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<Fr> weights, Span<WideSum> buckets)
    {
        Span<WideSum> low = buckets[..PairBuckets], high = buckets.Slice(PairBuckets, PairBuckets);
        for (int e = 0; e < a.Length; e++)
        {
            Vector512<ulong> weight = WideSum.Widen(in weights[e]);
            if ((a[e] | b[e]) < Site.K)
            {
                low[(a[e] * Site.K) + b[e]].Add(weight);
            }

            if ((c[e] | d[e]) < Site.K)
            {
                high[(c[e] * Site.K) + d[e]].Add(weight);
            }
        }
    }
}
