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
            Assert.Equal(value.IsZero, sum.IsZero);
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
}
