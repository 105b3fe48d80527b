using Atlas.Ceremony;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;

namespace Atlas.Runtime.Tests.Commitments;

public class SrsTests
{
    [Fact]
    public void Ignition_FullCheck_PointsAndPowersAreRight()
    {
        var srs = Ignition.Srs;
        Assert.Equal((15, SrsKind.Ceremony, (1 << 15) + 1), (srs.LogSize, srs.Kind, srs.Powers.Length));
        foreach (var power in srs.Powers)
        {
            Assert.True(G1Affine.TryCreate(power.X, power.Y, out _));
        }

        Assert.True(G2Affine.TryCreate(srs.TauG2.X, srs.TauG2.Y, out _));
        Assert.True(SrsCheck.PowersAreConsistent(srs.Powers, srs.TauG2));
        Assert.Equal(CeremonyConstants.IgnitionTauG2, srs.TauG2);
    }

    [Fact]
    public void PowersAreConsistent_OnePowerReplaced_IsFalse()
    {
        var srs = Srs.CreateInsecureForDevelopment(6, 1);
        Assert.True(SrsCheck.PowersAreConsistent(srs.Powers, srs.TauG2));
        foreach (var position in (int[])[0, 1, 30, 63])
        {
            var powers = srs.Powers.ToArray();
            powers[position] = (powers[position] + G1Affine.Generator).ToAffine();
            Assert.False(SrsCheck.PowersAreConsistent(powers, srs.TauG2));
        }
    }

    [Fact]
    public void CreateInsecure_SameSeed_IsTheSameString()
    {
        var a = Srs.CreateInsecureForDevelopment(5, 9);
        var b = Srs.CreateInsecureForDevelopment(5, 9);
        var c = Srs.CreateInsecureForDevelopment(5, 10);
        Assert.Equal(SrsKind.InsecureDevelopment, a.Kind);
        Assert.Equal(32, a.Powers.Length);
        Assert.Equal(a.Digest(5), b.Digest(5));
        Assert.NotEqual(a.Digest(5), c.Digest(5));
        Assert.NotEqual(a.Digest(5), a.Digest(4));
    }

    [Fact]
    public void CreateInsecure_ManyBatches_MultipliesByTau()
    {
        var srs = Srs.CreateInsecureForDevelopment(13, 3);
        Assert.True(SrsCheck.PowersAreConsistent(srs.Powers, srs.TauG2));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void Digest_WidthOutOfRange_Throws(int logWidth) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Srs.CreateInsecureForDevelopment(5, 0).Digest(logWidth));
}
