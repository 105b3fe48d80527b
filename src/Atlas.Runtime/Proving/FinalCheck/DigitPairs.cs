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
        byte* memory = stackalloc byte[Bytes(Rows * RowBuckets)];
        Span<WideSum> buckets = Aligned(memory, Rows * RowBuckets);
        Span<Fr> values = stackalloc Fr[Rows * RowBuckets];
        for (int c = 0; c < digits.Site.Count; c += Rows)
        {
            int rows = Math.Min(Rows, digits.Site.Count - c);
            buckets.Clear();
            if (rows == Rows)
            {
                AddRows(digits[c], digits[c + 1], digits[c + 2], digits[c + 3], weights, buckets);
            }
            else
            {
                for (int k = 0; k < rows; k++)
                {
                    AddRow(digits[c + k], weights, buckets.Slice(k * RowBuckets, RowBuckets));
                }
            }

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

        byte* memory = stackalloc byte[Bytes(PairBuckets)];
        Span<WideSum> buckets = Aligned(memory, PairBuckets);
        for (int i = 0; i < count; i++)
        {
            for (int j = i + 1; j < count; j++)
            {
                buckets.Clear();
                AddPair(digits[first + (i * step)], digits[first + (j * step)], weights, buckets);
                WideSum.Reduce(buckets, values);
                sums[(i * slots) + j] = sums[(j * slots) + i] = Kernels.InnerProduct(values, products);
            }
        }
    }

    private static void AddRow(ReadOnlySpan<byte> digits, ReadOnlySpan<Fr> weights, Span<WideSum> buckets)
    {
        for (int e = 0; e < digits.Length; e++)
        {
            buckets[Math.Min((int)digits[e], Site.K)].Add(in weights[e]);
        }
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPair(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<Fr> weights, Span<WideSum> buckets)
    {
        for (int e = 0; e < first.Length; e++)
        {
            int a = first[e], b = second[e];
            if ((a | b) < Site.K)
            {
                buckets[(a * Site.K) + b].Add(in weights[e]);
            }
        }
    }

    /// <summary>Sums lie on cache lines of their own: one that crosses two would wait for both after every addition.</summary>
    private static Span<WideSum> Aligned(byte* memory, int count) =>
        new((void*)(((nuint)memory + WideSum.Bytes - 1) & ~(nuint)(WideSum.Bytes - 1)), count);

    private static int Bytes(int count) => (count + 1) * WideSum.Bytes;
}
