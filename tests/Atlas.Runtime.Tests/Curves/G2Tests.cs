using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Runtime.Tests.Curves;

public class G2Tests
{
    private static readonly G2Affine G = G2Affine.Generator;

    [Fact]
    public void Multiples_IndependentVectors_AreEqual()
    {
        foreach (var (scalar, c) in CurveVectors.Multiples("g2"))
        {
            Assert.True(G2Affine.TryCreate(new Fq2(c[0], c[1]), new Fq2(c[2], c[3]), out var expected));
            Assert.Equal(expected, scalar * G);
        }
    }

    [Fact]
    public void TryDecodeUncompressed_Encoded_IsReadBack()
    {
        var bytes = new byte[G2Affine.UncompressedBytes];
        foreach (var scalar in (int[])[0, 1, -1, 12345])
        {
            var point = Fr.FromInt64(scalar) * G;
            point.EncodeUncompressed(bytes);
            Assert.True(G2Affine.TryDecodeUncompressed(bytes, out var decoded));
            Assert.Equal(point, decoded);
        }
    }

    [Fact]
    public void TryDecodeUncompressed_NotCanonical_IsFalse()
    {
        var bytes = new byte[G2Affine.UncompressedBytes];
        Assert.False(G2Affine.TryDecodeUncompressed(bytes, out _));
        bytes[^1] = 0x40;
        bytes[5] = 1;
        Assert.False(G2Affine.TryDecodeUncompressed(bytes, out _));
        G.EncodeUncompressed(bytes);
        bytes[70] ^= 1;
        Assert.False(G2Affine.TryDecodeUncompressed(bytes, out _));
        Assert.False(G2Affine.TryDecodeUncompressed(bytes.AsSpan(1), out _));
    }

    [Fact]
    public void TryCreate_OnTwistOutsideSubgroup_IsFalse()
    {
        var b = Fq2.NonResidue.Invert() * Fq.FromUInt64(3);
        var found = 0;
        for (var i = 1; found < 3; i++)
        {
            var x = new Fq2(Fq.FromInt64(i), Fq.One);
            if (TrySqrt((x.Square() * x) + b, out var y))
            {
                // The twist's order is r times a cofactor of 254 bits: a point found at random is never in the subgroup.
                Assert.Equal((x.Square() * x) + b, y.Square());
                Assert.False(G2Affine.TryCreate(in x, in y, out _));
                found++;
            }
        }
    }

    /// <summary>The complex method: a root of the norm gives the real part of a root.</summary>
    private static bool TrySqrt(Fq2 a, out Fq2 root)
    {
        root = default;
        if (!(a.C0.Square() + a.C1.Square()).Sqrt(out var norm))
        {
            return false;
        }

        var half = Fq.FromInt64(2).Invert();
        if (!((a.C0 + norm) * half).Sqrt(out var real) && !((a.C0 - norm) * half).Sqrt(out real))
        {
            return false;
        }

        root = new Fq2(real, a.C1 * half * real.Invert());
        return true;
    }
}
