using System.Numerics;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Tests.Proving;

public class WideSumTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    [InlineData(1 << 20)]
    public void Reduce_OfManyTerms_IsTheirSum(int count)
    {
        // The largest element first: its sum needs the largest quotient.
        foreach (Fr value in (Fr[])[Fr.FromBigInteger(Fr.Modulus - 1), Fr.One, Fr.Half, Fr.FromInt64(-123456789), Fr.Zero])
        {
            var sum = default(WideSum);
            for (int i = 0; i < count; i++)
            {
                sum.Add(in value);
            }

            Assert.Equal(value * Fr.FromInt64(count), sum.Reduce());
        }
    }

    [Fact]
    public void Reduce_OfElementsWithExtremeForms_IsCanonical()
    {
        // Forms p - 1 and 1, whatever elements they are: p - 1 + 1 is p, which must come out as zero.
        Fr one = Fr.FromBigInteger(BigInteger.ModPow(2, Fr.Modulus - 1 - 261, Fr.Modulus)), last = -one;
        var sum = default(WideSum);
        sum.Add(in last);
        sum.Add(in one);
        Assert.Equal(Fr.Zero, sum.Reduce());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(21)]
    public void Reduce_OfManySums_IsThatOfEach(int count)
    {
        // From none to 2^24 - 1 terms, with forms next to 0 and to p, where an estimated quotient may be off.
        Fr[] values = [Fr.FromBigInteger(Fr.Modulus - 1), -Form(1), Form(1), Form(2), Fr.Half, Fr.FromInt64(-123456789), Fr.One];
        var sums = new WideSum[count];
        for (int i = 0; i < count; i++)
        {
            Fr value = values[i % values.Length];
            for (int k = 0; k < i; k++)
            {
                sums[i].Add(in value);
            }

            for (int k = 0; k < (i % 3 == 0 ? (1 << 24) - 1 - i : 0); k++)
            {
                sums[i].Add(in values[1]);
            }
        }

        var reduced = new Fr[count];
        WideSum.Reduce(sums, reduced);
        Assert.Equal(Array.ConvertAll(sums, static sum => sum.Reduce()), reduced);
    }

    /// <summary>The element whose Montgomery form is a small integer.</summary>
    internal static Fr Form(int form) => Fr.FromInt64(form) * Fr.FromBigInteger(BigInteger.ModPow(2, Fr.Modulus - 1 - 261, Fr.Modulus));
}
