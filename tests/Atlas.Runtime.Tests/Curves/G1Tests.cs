using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Tests.Curves;

public class G1Tests
{
    private static readonly G1Affine G = G1Affine.Generator;

    public static readonly TheoryData<int> SmallScalars = [0, 1, 2, 3, 7, -1, -2, -7];

    [Fact]
    public void Multiples_IndependentVectors_AreEqual()
    {
        foreach (var (scalar, point) in CurveVectors.Multiples("g1"))
        {
            Assert.True(G1Affine.TryCreate(point[0], point[1], out var expected));
            Assert.Equal(expected, (scalar * G).ToAffine());
        }
    }

    [Fact]
    public void Sums_SmallMultiplesCrossed_AreMultiplesOfTheSum()
    {
        for (var i = -4; i <= 4; i++)
        {
            for (var j = -4; j <= 4; j++)
            {
                // Different Z coordinates on purpose: the exceptional cases must be seen through them.
                var p = Multiple(i) + Multiple(5) - Multiple(5);
                var q = Multiple(j) + Multiple(9) - Multiple(9);
                Assert.Equal(Multiple(i + j), p + q);
                Assert.Equal(Multiple(i + j), p + q.ToAffine());
                Assert.Equal(Multiple(i - j), p - q);
                Assert.Equal(Multiple(2 * i), p.Double());
            }
        }
    }

    [Fact]
    public void ToAffine_BatchWithInfinity_EqualsOneByOne()
    {
        var points = Enumerable.Range(-3, 7).Select(Multiple).ToArray();
        var affine = new G1Affine[points.Length];
        G1Jacobian.ToAffine(points, affine);
        Assert.Equal(points.Select(p => p.ToAffine()), affine);
        Assert.True(affine[3].IsInfinity);
    }

    [Theory]
    [MemberData(nameof(SmallScalars))]
    public void Encode_Multiple_IsReadBack(int scalar)
    {
        var point = Multiple(scalar).ToAffine();
        var compressed = new byte[32];
        point.Encode(compressed);
        Assert.True(G1Affine.TryDecode(compressed, out var decoded));
        Assert.Equal(point, decoded);
        var uncompressed = new byte[64];
        point.EncodeUncompressed(uncompressed);
        Assert.True(G1Affine.TryDecodeUncompressed(uncompressed, out decoded));
        Assert.Equal(point, decoded);
    }

    [Fact]
    public void TryDecode_FlippedSign_IsTheNegative()
    {
        var bytes = new byte[32];
        Multiple(7).ToAffine().Encode(bytes);
        bytes[31] ^= 0x80;
        Assert.True(G1Affine.TryDecode(bytes, out var decoded));
        Assert.Equal(Multiple(-7).ToAffine(), decoded);
    }

    [Fact]
    public void TryDecode_Many_EqualsOneByOne()
    {
        for (var count = 0; count < 20; count++)
        {
            var points = Enumerable.Range(-4, count).Select(i => Multiple(i).ToAffine()).ToArray();
            var bytes = new byte[32 * count];
            for (var i = 0; i < count; i++)
            {
                points[i].Encode(bytes.AsSpan(32 * i));
            }

            var decoded = new G1Affine[count];
            Assert.True(G1Affine.TryDecode(bytes, decoded, out _));
            Assert.Equal(points, decoded);
            for (var bad = 0; bad < count; bad++)
            {
                // x = 0 is on no point; q is no coordinate.
                var damaged = bytes.ToArray();
                var own = damaged.AsSpan(32 * bad, 32);
                own.Clear();
                if (bad % 2 == 0)
                {
                    Fq.Modulus.TryWriteBytes(own, out _, isUnsigned: true);
                }

                Assert.False(G1Affine.TryDecode(damaged, decoded, out var invalid));
                Assert.Equal(bad, invalid);
            }
        }

        Assert.Throws<ArgumentException>(() => G1Affine.TryDecode(new byte[33], new G1Affine[1], out _));
    }

    [Fact]
    public void TryDecode_NotCanonical_IsFalse()
    {
        var bytes = new byte[32];
        Assert.False(G1Affine.TryDecode(bytes, out _), "x = 0: 3 is no square");
        Assert.False(G1Affine.TryDecode(new byte[33], out _));
        bytes[31] = 0xc0;
        Assert.False(G1Affine.TryDecode(bytes, out _), "infinity with a sign");
        bytes[31] = 0x40;
        Assert.True(G1Affine.TryDecode(bytes, out var infinity) && infinity.IsInfinity);
        bytes[0] = 1;
        Assert.False(G1Affine.TryDecode(bytes, out _), "infinity with a coordinate");
        Fq.Modulus.TryWriteBytes(bytes, out _, isUnsigned: true);
        bytes[0]++;
        Assert.False(G1Affine.TryDecode(bytes, out _), "x = q + 1, which is 1 mod q");
    }

    [Fact]
    public void TryDecodeUncompressed_NotCanonical_IsFalse()
    {
        var bytes = new byte[64];
        Assert.False(G1Affine.TryDecodeUncompressed(bytes, out _), "(0, 0) is not on the curve");
        bytes[63] = 0x40;
        Assert.True(G1Affine.TryDecodeUncompressed(bytes, out var infinity) && infinity.IsInfinity);
        bytes[63] = 0xc0;
        Assert.False(G1Affine.TryDecodeUncompressed(bytes, out _));
        G.EncodeUncompressed(bytes);
        bytes[32] ^= 1;
        Assert.False(G1Affine.TryDecodeUncompressed(bytes, out _), "off the curve");
        G.EncodeUncompressed(bytes);
        bytes[63] |= 0x80;
        Assert.False(G1Affine.TryDecodeUncompressed(bytes, out _), "a sign where y is given");
        Assert.False(G1Affine.TryDecodeUncompressed(bytes.AsSpan(1), out _));
    }

    private static G1Jacobian Multiple(int scalar) => Fr.FromInt64(scalar) * G;
}
