using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>Sums by digits against one addition after the other, on sizes that take each of their ways: few elements and many, whole vectors and rests.</summary>
public class DigitSumTests
{
    public static TheoryData<int> Sizes => [1, 4, 16, 32, 256, 1024];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Tables_AnyDigits_GiveTheSumOfTheirValues(int size)
    {
        (SiteDigits digits, Random random) = Create(size);
        foreach ((int first, int step, int count) in ((int, int, int)[])[(0, 1, 11), (0, 2, 6), (1, 2, 5), (10, 1, 1)])
        {
            Fr[] values = Elements(random, count * Site.K);
            var actual = new Fr[size - (size / 4)];
            new DigitTables(digits, first, step, values).Sum(size / 4, actual);
            for (int e = 0; e < actual.Length; e++)
            {
                Fr expected = Fr.Zero;
                for (int k = 0; k < count; k++)
                {
                    expected += At(values.AsSpan(k * Site.K), digits[first + (k * step)][e + (size / 4)]);
                }

                Assert.Equal(expected, actual[e]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Counts_AnyDigits_AreTheWeightsOfTheElementsWithEachDigit(int size)
    {
        (SiteDigits digits, Random random) = Create(size);
        Fr[] weights = Elements(random, size), actual = DigitPairs.Counts(digits, weights, 16), expected = new Fr[Site.K * 16];
        for (int c = 0; c < digits.Site.Count; c++)
        {
            for (int e = 0; e < size; e++)
            {
                if (SiteDigits.IsDigit(digits[c][e]))
                {
                    expected[(digits[c][e] * 16) + c] += weights[e];
                }
            }
        }

        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void PairSums_AnyDigits_AreTheWeightedProducts(int size)
    {
        (SiteDigits digits, Random random) = Create(size);
        Fr[] weights = Elements(random, size), places = Elements(random, Site.K);
        for (int first = 0; first < 2; first++)
        {
            Fr[] actual = DigitPairs.Sums(digits, first, 2, weights, places, 8), expected = new Fr[8 * 8];
            for (int i = first; i < digits.Site.Count; i += 2)
            {
                for (int j = first; j < digits.Site.Count; j += 2)
                {
                    for (int e = 0; e < size && i != j; e++)
                    {
                        expected[(i / 2 * 8) + (j / 2)] += weights[e] * At(places, digits[i][e]) * At(places, digits[j][e]);
                    }
                }
            }

            Assert.Equal(expected, actual);
        }
    }

    private static Fr At(ReadOnlySpan<Fr> table, byte digit) => SiteDigits.IsDigit(digit) ? table[digit] : Fr.Zero;

    /// <summary>Digits of eleven positions; every seventh is none, by any of the bytes that say so.</summary>
    private static (SiteDigits Digits, Random Random) Create(int size)
    {
        var random = new Random(size);
        var site = new Site<Range44>(0, new TensorInfo(0, [size]));
        var digits = new SiteDigits(site, new byte[site.Count * site.Shape.PaddedSize]);
        foreach (ref byte digit in digits.All)
        {
            digit = (byte)(random.Next(7) == 0 ? random.Next(Site.K, 256) : random.Next(Site.K));
        }

        return (digits, random);
    }

    /// <summary>Elements anywhere, and next to zero and p, where a reduction may go wrong.</summary>
    private static Fr[] Elements(Random random, int count)
    {
        var elements = new Fr[count];
        var bytes = new byte[64];
        for (int i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            elements[i] = random.Next(4) switch { 0 => -WideSumTests.Form(1 + random.Next(3)), 1 => WideSumTests.Form(random.Next(3)), _ => Fr.FromWide(bytes) };
        }

        return elements;
    }
}
