using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;

namespace Atlas.Runtime.Proving;

/// <summary>Sums over elements by their digits: one addition an element and digit, or pair of digits, into few buckets.</summary>
internal static class DigitPairs
{
    /// <summary>S(a, c) = Σ_{e: digit c of e is a} weights[e], at index a·<paramref name="slots"/> + c.</summary>
    public static Fr[] Counts(SiteDigits digits, ReadOnlySpan<Fr> weights, int slots)
    {
        var sums = new Fr[Site.K * slots];
        Span<WideSum> buckets = stackalloc WideSum[Site.K + 1];
        for (int c = 0; c < digits.Site.Count; c++)
        {
            buckets.Clear();
            ReadOnlySpan<byte> row = digits[c];
            for (int e = 0; e < row.Length; e++)
            {
                buckets[Math.Min((int)row[e], Site.K)].Add(in weights[e]);   // the last bucket takes what has no digit
            }

            for (int a = 0; a < Site.K; a++)
            {
                sums[(a * slots) + c] = buckets[a].IsZero ? Fr.Zero : buckets[a].Reduce();
            }
        }

        return sums;
    }

    /// <summary>
    /// X(c, c') = Σ_e weights[e]·E[d_c]·E[d_c'] for c ≠ c', a symmetric matrix of <paramref name="slots"/> rows; its diagonal stays zero.
    /// </summary>
    public static Fr[] Sums(SiteDigits digits, ReadOnlySpan<Fr> weights, ReadOnlySpan<Fr> places, int slots)
    {
        var sums = new Fr[slots * slots];
        var products = new Fr[Site.K * Site.K];
        for (int i = 0; i < Site.K; i++)
        {
            Kernels.MultiplyScalar(products.AsSpan(i * Site.K, Site.K), places, places[i]);
        }

        var buckets = new WideSum[Site.K * Site.K];
        var values = new Fr[buckets.Length];
        for (int c = 0; c < digits.Site.Count; c++)
        {
            for (int other = c + 1; other < digits.Site.Count; other++)
            {
                Array.Clear(buckets);
                Fill(digits[c], digits[other], weights, buckets);
                for (int i = 0; i < buckets.Length; i++)
                {
                    values[i] = buckets[i].IsZero ? Fr.Zero : buckets[i].Reduce();
                }

                sums[(c * slots) + other] = sums[(other * slots) + c] = Kernels.InnerProduct(values, products);
            }
        }

        return sums;
    }

    private static void Fill(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<Fr> weights, WideSum[] buckets)
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
}
