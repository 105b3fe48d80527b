using System.Numerics;
using System.Text.Json;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Tests.Protocol;

public class TranscriptTests
{
    [Fact]
    public void Transcript_AbsorbsAndSqueezesOfTheVectors_GiveTheirStates()
    {
        var transcript = new Transcript();
        int steps = 0;
        foreach (JsonElement step in Vectors.Root.GetProperty("transcript").EnumerateArray())
        {
            if (step.TryGetProperty("absorb", out JsonElement absorb))
            {
                transcript.Absorb(
                    (AbsorbTag)absorb.GetProperty("tag").GetInt32(),
                    absorb.GetProperty("label").GetString()!,
                    Convert.FromHexString(absorb.GetProperty("bytes").GetString()!));
            }
            else if (step.TryGetProperty("squeeze", out JsonElement squeeze))
            {
                Assert.Equal(Vectors.Field(squeeze.GetProperty("field")), transcript.Challenge());
            }
            else
            {
                Assert.Equal(Vectors.Field(step.GetProperty("full squeeze").GetProperty("field")), transcript.FullChallenge());
            }

            Assert.Equal(step.GetProperty("state").GetString(), Convert.ToHexStringLower(transcript.State));
            steps++;
        }

        Assert.Equal(9, steps);
    }

    [Fact]
    public void AbsorbTensor_OfTheVectors_HasTheirFraming()
    {
        var log = new List<AbsorbRecord>();
        Transcript framed = new(log), raw = new();
        framed.AbsorbTensor("input.x", [2, 3], [1, -1, 0, 127, -128, 1L << 40]);
        JsonElement absorb = Vectors.Root.GetProperty("transcript")[3].GetProperty("absorb");
        raw.Absorb(AbsorbTag.Integers, "input.x", Convert.FromHexString(absorb.GetProperty("bytes").GetString()!));
        Assert.Equal(Convert.ToHexString(raw.State), Convert.ToHexString(framed.State));
        Assert.Equal([new AbsorbRecord(AbsorbTag.Integers, "input.x", 57)], log);
    }

    [Fact]
    public void Challenge_TwiceInARow_Differs()
    {
        var transcript = new Transcript();
        Assert.NotEqual(transcript.Challenge(), transcript.Challenge());
    }

    [Theory]
    [InlineData(AbsorbTag.Bytes, "a", "00", AbsorbTag.Digest, "a", "00")]
    [InlineData(AbsorbTag.Bytes, "a", "00", AbsorbTag.Bytes, "b", "00")]
    [InlineData(AbsorbTag.Bytes, "a", "00", AbsorbTag.Bytes, "a", "0000")]
    [InlineData(AbsorbTag.Bytes, "a", "6200", AbsorbTag.Bytes, "ab", "00")]
    public void Absorb_OtherTagLabelOrBytes_GivesAnotherChallenge(AbsorbTag tag, string label, string data, AbsorbTag tag2, string label2, string data2)
    {
        Transcript a = new(), b = new();
        a.Absorb(tag, label, Convert.FromHexString(data));
        b.Absorb(tag2, label2, Convert.FromHexString(data2));
        Assert.NotEqual(a.Challenge(), b.Challenge());
    }

    [Fact]
    public void FromChallenge_IsTimesTwoToTheMinus145()
    {
        BigInteger inverse = BigInteger.ModPow(2, -145 + Fr.Modulus - 1, Fr.Modulus);
        byte[] bytes = [.. Enumerable.Range(1, 16).Select(static i => (byte)(17 * i))];
        BigInteger expected = new BigInteger(bytes, isUnsigned: true) * inverse % Fr.Modulus;
        Assert.Equal(expected, Fr.FromChallenge(bytes).ToBigInteger());
    }
}
