using System.Numerics;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Fields;

public class FrTests
{
    private static readonly BigInteger P = BigInteger.Parse("21888242871839275222246405745257275088548364400416034343698204186575808495617");

    [Fact]
    public void Arithmetic_EdgeValuesCrossed_EqualsBigInteger()
    {
        var values = EdgeValues.Below(P);
        foreach (var a in values)
        {
            var x = Fr.FromBigInteger(a);
            Assert.Equal(a, x.ToBigInteger());
            Assert.Equal((P - a) % P, (-x).ToBigInteger());
            Assert.Equal(a * a % P, x.Square().ToBigInteger());
            Assert.Equal(2 * a % P, x.Double().ToBigInteger());
            foreach (var b in values)
            {
                var y = Fr.FromBigInteger(b);
                Assert.Equal(a * b % P, (x * y).ToBigInteger());
                Assert.Equal((a + b) % P, (x + y).ToBigInteger());
                Assert.Equal((a - b + P) % P, (x - y).ToBigInteger());
            }
        }
    }

    [Fact]
    public void Half_Doubled_IsOne() => Assert.Equal(Fr.One, Fr.Half.Double());

    [Fact]
    public void Half_SpecVector_IsEqual() =>
        Assert.Equal("10944121435919637611123202872628637544274182200208017171849102093287904247809", Fr.Half.ToString());

    [Fact]
    public void FromChallenge_One_IsTwoToTheMinus145()
    {
        var bytes = new byte[16];
        bytes[0] = 1;
        Assert.Equal(Fr.FromInt64(2).Pow(-145), Fr.FromChallenge(bytes));
        bytes.AsSpan().Fill(0xff);
        Assert.Equal(Fr.FromBigInteger((BigInteger.One << 128) - 1) * Fr.FromInt64(2).Pow(-145), Fr.FromChallenge(bytes));
    }

    [Fact]
    public void FromChallenge_SpecVector_IsEqual()
    {
        var bytes = new byte[16];
        BigInteger.Parse("192810168592013723348300111691127885361").TryWriteBytes(bytes, out _, isUnsigned: true);
        Assert.Equal("6682808780371982808982025004290092556551977833569185191742072943927873286844", Fr.FromChallenge(bytes).ToString());
    }

    [Fact]
    public void FromWide_ExtremeBytes_EqualsBigInteger()
    {
        var random = new Random(2);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[64];
            random.NextBytes(bytes);
            if (i == 0)
            {
                bytes.AsSpan().Fill(0xff);
            }

            Assert.Equal(new BigInteger(bytes, isUnsigned: true) % P, Fr.FromWide(bytes).ToBigInteger());
        }
    }

    [Fact]
    public void FromIntegers_Extremes_AreExact()
    {
        foreach (var v in (long[])[0, 1, -1, long.MaxValue, long.MinValue])
        {
            Assert.Equal((v + P) % P, Fr.FromInt64(v).ToBigInteger());
            Assert.Equal((v + P) % P, Fr.FromInt128(v).ToBigInteger());
        }

        Assert.Equal(ulong.MaxValue, Fr.FromUInt64(ulong.MaxValue).ToBigInteger());
        Assert.Equal(P - (BigInteger.One << 127), Fr.FromInt128(Int128.MinValue).ToBigInteger());
        Assert.Equal((BigInteger.One << 127) - 1, Fr.FromInt128(Int128.MaxValue).ToBigInteger());
        Assert.Equal(P - 5, Fr.FromBigInteger(-5 - (7 * P)).ToBigInteger());
    }

    [Fact]
    public void TryRead_NotBelowModulus_IsFalse()
    {
        foreach (var (value, valid) in new[] { (P - 1, true), (P, false), (P + 1, false), ((BigInteger.One << 256) - 1, false) })
        {
            var bytes = new byte[32];
            value.TryWriteBytes(bytes, out _, isUnsigned: true);
            Assert.Equal(valid, Fr.TryRead(bytes, out var element));
            Assert.Equal(valid ? value : 0, element.ToBigInteger());
            if (valid)
            {
                var again = new byte[32];
                element.Write(again);
                Assert.Equal(bytes, again);
            }
        }

        Assert.False(Fr.TryRead(new byte[31], out _));
    }

    [Fact]
    public void Invert_Zero_Throws() => Assert.Throws<InvalidOperationException>(() => Fr.Zero.Invert());

    [Fact]
    public void BatchInvert_WithZeros_SkipsThem()
    {
        var values = EdgeValues.Below(P).Select(Fr.FromBigInteger).ToArray();
        var inverses = values.ToArray();
        Fr.BatchInvert(inverses);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i].IsZero ? Fr.Zero : Fr.One, values[i] * inverses[i]);
        }
    }

    [Fact]
    public void Accumulator_SignedExtremes_EqualsBigInteger()
    {
        var accumulator = default(FrAccumulator);
        BigInteger expected = 0;
        var random = new Random(3);
        var values = EdgeValues.Below(P);
        for (var i = 0; i < 500; i++)
        {
            var a = values[i % values.Count];
            var k = i switch { < 60 => long.MinValue, < 120 => long.MaxValue, _ => random.NextInt64(long.MinValue, long.MaxValue) };
            var wide = new Int128((ulong)random.NextInt64() << 1, (ulong)k);
            accumulator.AddProduct(Fr.FromBigInteger(a), k);
            accumulator.AddProduct(Fr.FromBigInteger(a), wide);
            accumulator.Add(Fr.FromBigInteger(a));
            expected += a * (k + (BigInteger)wide + 1);
            accumulator.Subtract(Fr.FromBigInteger(values[0] + 3));
            expected -= values[0] + 3;
        }

        Assert.Equal(((expected % P) + P) % P, accumulator.Reduce().ToBigInteger());
    }
}
