using System.Text.Json;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Tests.Protocol;

public class SumcheckTests
{
    [Fact]
    public void Rounds_OfTheVectors_ReduceTheClaimToItsEnd()
    {
        JsonElement vector = Vectors.Root.GetProperty("sumcheck");
        var transcript = new Transcript();
        Fr claim = Vectors.Field(vector.GetProperty("claim"));
        Fr[] point = Vectors.Fields(vector.GetProperty("point"));
        int round = 0;
        foreach (JsonElement polynomial in vector.GetProperty("round polynomials: g_0, g_2, g_3").EnumerateArray())
        {
            Fr[] sent = Vectors.Fields(polynomial);
            transcript.AbsorbScalars("s.round", sent);
            Fr challenge = transcript.Challenge();
            Assert.Equal(point[round++], challenge);
            claim = RoundPolynomial.Evaluate(sent, claim, challenge);
        }

        Fr a = Multilinear.Evaluate(Vectors.Fields(vector.GetProperty("a")), point), b = Multilinear.Evaluate(Vectors.Fields(vector.GetProperty("b")), point);
        Assert.Equal(Vectors.Field(vector.GetProperty("a(point)^2·b(point)")), a * a * b);
        Assert.Equal(a * a * b, claim);
        Assert.Equal(vector.GetProperty("state after").GetString(), Convert.ToHexStringLower(transcript.State));
    }
}
