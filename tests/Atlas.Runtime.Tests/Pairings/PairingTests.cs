using Atlas.Ceremony;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;
using Atlas.Runtime.Pairings;
using Atlas.Runtime.Tests.Curves;

namespace Atlas.Runtime.Tests.Pairings;

public class PairingTests
{
    private static readonly G1Affine P = G1Affine.Generator;
    private static readonly G2Affine Q = G2Affine.Generator;

    [Fact]
    public void Compute_IndependentVectors_AreEqual()
    {
        foreach (var (a, b, c) in CurveVectors.Pairings())
        {
            var expected = new Fq12(Six(c.AsSpan(0, 6)), Six(c.AsSpan(6, 6)));
            Assert.Equal(expected, Pairing.Compute((a * P).ToAffine(), b * Q));
        }
    }

    [Fact]
    public void Compute_Multiples_IsBilinear()
    {
        var a = Fr.FromInt64(-987654321);
        var b = Fr.Half;
        var value = Pairing.Compute((a * P).ToAffine(), b * Q);
        Assert.Equal(value, Pairing.Compute((a * b * P).ToAffine(), Q));
        Assert.Equal(value, Pairing.Compute(P, a * b * Q));
        Assert.NotEqual(Fq12.One, value);
        Assert.NotEqual(Fq12.Zero, value);
    }

    [Fact]
    public void Compute_Generators_HasOrderR()
    {
        var value = Pairing.Compute(P, Q);
        Assert.NotEqual(Fq12.One, value);
        var power = Fq12.One;
        for (var bit = 253; bit >= 0; bit--)
        {
            power = power.Square();
            if (!((Fr.Modulus >> bit) & 1).IsZero)
            {
                power *= value;
            }
        }

        Assert.Equal(Fq12.One, power);
    }

    [Fact]
    public void ProductIsOne_Infinity_ContributesOne()
    {
        Assert.Equal(Fq12.One, Pairing.Compute(G1Affine.Infinity, Q));
        Assert.Equal(Fq12.One, Pairing.Compute(P, G2Affine.Infinity));
        Assert.True(Pairing.ProductIsOne(ReadOnlySpan<(G1Affine, G2Affine)>.Empty));
        Assert.False(Pairing.ProductIsOne([(P, Q), (G1Affine.Infinity, Q)]));
        Assert.True(Pairing.ProductIsOne([(P, Q), (G1Affine.Infinity, Q), (-P, Q), (P, G2Affine.Infinity)]));
    }

    [Fact]
    public void ProductIsOne_OffByOne_IsFalse()
    {
        var a = Fr.FromInt64(1000);
        Assert.True(Pairing.ProductIsOne([((a * P).ToAffine(), Q), (-P, a * Q)]));
        Assert.False(Pairing.ProductIsOne([((a * P).ToAffine(), Q), (-P, (a + Fr.One) * Q)]));
    }

    [Fact]
    public void ProductIsOne_IgnitionTau_AgreesInBothGroups() =>
        Assert.True(Pairing.ProductIsOne([(Ignition.Srs.Powers[1], Q), (-P, Ignition.Srs.TauG2)]));

    private static Fq6 Six(ReadOnlySpan<Fq> c) => new(new Fq2(c[0], c[1]), new Fq2(c[2], c[3]), new Fq2(c[4], c[5]));
}
