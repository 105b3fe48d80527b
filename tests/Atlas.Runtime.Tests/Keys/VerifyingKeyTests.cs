using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Keys;

namespace Atlas.Runtime.Tests.Keys;

public class VerifyingKeyTests
{
    private static readonly VerifyingKey Key = new(
        "tiny",
        [.. Enumerable.Range(0, 32).Select(static i => (byte)i)],
        12,
        SrsKind.Ceremony,
        CeremonyConstants.IgnitionTauG2,
        [[(Fr.FromInt64(7) * G1Affine.Generator).ToAffine(), G1Affine.Infinity], [G1Affine.Generator], []]);

    [Fact]
    public void Decode_OfAnEncodedKey_IsTheKey()
    {
        var decoded = VerifyingKey.Decode(Key.Encode());
        Assert.Equal(Key.ModelName, decoded.ModelName);
        Assert.Equal(Key.PlanDigest, decoded.PlanDigest);
        Assert.Equal(Key.LogWidth, decoded.LogWidth);
        Assert.Equal(Key.SrsKind, decoded.SrsKind);
        Assert.Equal(Key.TauG2, decoded.TauG2);
        Assert.Equal(Key.Polynomials, decoded.Polynomials);
        Assert.Equal(Key.Digest.ToArray(), decoded.Digest.ToArray());
    }

    [Fact]
    public void Decode_OfEveryTruncation_IsATypedError()
    {
        byte[] bytes = Key.Encode();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<AtlasKeyException>(() => VerifyingKey.Decode(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Decode_WithTrailingByte_IsATypedError() =>
        Assert.Contains("trailing", Assert.Throws<AtlasKeyException>(() => VerifyingKey.Decode([.. Key.Encode(), 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void Decode_OfEveryFlippedByte_IsATypedErrorOrAnotherKey()
    {
        byte[] bytes = Key.Encode();
        int refused = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x10;
            try
            {
                Assert.NotEqual(Key.Digest.ToArray(), VerifyingKey.Decode(changed).Digest.ToArray());
            }
            catch (AtlasKeyException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 128, bytes.Length);
    }

    [Theory]
    [InlineData("kind of reference string", 47, 9)]
    [InlineData("commitment width", 48, 0)]
    [InlineData("[τ]_2", 49, 0xFF)]
    public void Decode_OfABadField_NamesIt(string field, int at, byte value)
    {
        byte[] bytes = [.. Key.Encode()];
        bytes[at] = value;
        Assert.Contains(field, Assert.Throws<AtlasKeyException>(() => VerifyingKey.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_OfAHugeCount_AllocatesNothing()
    {
        byte[] bytes = [.. Key.Encode()];
        bytes.AsSpan(177, 4).Fill(0xFF);
        Assert.Throws<AtlasKeyException>(() => VerifyingKey.Decode(bytes));
    }

    [Fact]
    public void Save_ThenReadBack_IsTheSameKeyAndLeavesNoTemporaryFile()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("atlas-key");
        try
        {
            string path = Path.Combine(directory.FullName, "sub", "tiny.vk");
            Key.Save(path);
            Assert.Equal(Key.Digest.ToArray(), VerifyingKey.Decode(File.ReadAllBytes(path)).Digest.ToArray());
            Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
