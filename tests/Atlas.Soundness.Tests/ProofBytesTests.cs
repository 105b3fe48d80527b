using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Runtime;
using Atlas.Runtime.Keys;
using Atlas.Soundness.Tests.Models;
using Atlas.Verifying;

namespace Atlas.Soundness.Tests;

/// <summary>The product's verifier on damaged bytes (soundness rows 7, 33-35): a typed rejection, never an exception, and no acceptance.</summary>
public class ProofBytesTests
{
    private static readonly BigInteger FqModulus = BigInteger.Parse("21888242871839275222246405745257275088696311157297823662689037894645226208583", CultureInfo.InvariantCulture);

    // Row 33.
    [Fact]
    public void MicroGptProof_OneBitOfEveryByteFlipped_IsRejected() =>
        AssertAllRejected(SampleModels.MicroGpt, static length => Enumerable.Range(0, length).Select(static at => (at, 1 << (at % 8))));

    // Row 33, all eight bits: minutes, so only where ATLAS_EXHAUSTIVE is set.
    [ExhaustiveFact]
    public void MicroGptProof_EachBitFlipped_IsRejected() =>
        AssertAllRejected(SampleModels.MicroGpt, static length => Enumerable.Range(0, 8 * length).Select(static i => (i / 8, 1 << (i % 8))));

    [Theory]
    [InlineData("mlp")]
    [InlineData("embedding")]
    [InlineData("linear")]
    public void TinyProof_SomeBitFlipped_IsRejected(string name) =>
        AssertAllRejected(TinyModels.Get(name), static length => Enumerable.Range(0, 8 * length).Where(static i => i % 19 == 0).Select(static i => (i / 8, 1 << (i % 8))));

    // Row 7: every section of the file dropped, doubled, emptied, swapped with the next, lengthened; every truncation.
    [Fact]
    public void Section_OfAProofFile_Moved_IsRejected()
    {
        TinyModel model = TinyModels.Get("embedding");
        byte[] proof = Honest(model);
        List<int> cuts = Sections(model, proof);
        for (int i = 0; i + 1 < cuts.Count; i++)
        {
            byte[] before = proof[..cuts[i]], section = proof[cuts[i]..cuts[i + 1]], after = proof[cuts[i + 1]..];
            AssertRejected(model, [.. before, .. after]);
            AssertRejected(model, [.. before, .. section, .. section, .. after]);
            AssertRejected(model, [.. before, .. section, 0, .. after]);
            AssertRejected(model, [.. before, .. new byte[section.Length], .. after], unlessEqualTo: proof);
            if (i + 2 < cuts.Count)
            {
                AssertRejected(model, [.. before, .. proof[cuts[i + 1]..cuts[i + 2]], .. section, .. proof[cuts[i + 2]..]], unlessEqualTo: proof);
            }
        }
    }

    [Fact]
    public void ProofFile_TruncatedOrLengthened_IsRejected()
    {
        TinyModel model = TinyModels.Get("embedding");
        byte[] proof = Honest(model);
        for (int length = 0; length < proof.Length; length += length < 300 ? 1 : 97)
        {
            AssertRejected(model, proof[..length]);
        }

        AssertRejected(model, [.. proof, 0]);
        AssertRejected(model, [.. proof, .. proof]);
    }

    // Row 35: random files, and random spans inside of a good one.
    [Fact]
    public void RandomBytes_AreRejected()
    {
        TinyModel model = TinyModels.Get("mlp");
        byte[] proof = Honest(model);
        var random = new Random(3);
        for (int i = 0; i < 2000; i++)
        {
            byte[] bytes = i % 2 == 0 ? new byte[random.Next(2 * proof.Length)] : [.. proof];
            int start = random.Next(bytes.Length), length = random.Next(1, 1 + Math.Min(bytes.Length - start, i % 4 == 1 ? 64 : bytes.Length));
            random.NextBytes(bytes.AsSpan(i % 2 == 0 ? 0 : start, i % 2 == 0 ? bytes.Length : Math.Min(length, bytes.Length - start)));
            AssertRejected(model, bytes, unlessEqualTo: proof);
        }
    }

    // Row 15: off the curve, x ≥ q, two encodings of the identity.
    [Fact]
    public void Point_NotCanonicalOrOffTheCurve_IsMalformed()
    {
        TinyModel model = TinyModels.Get("mlp");
        byte[] proof = Honest(model);
        int at = proof.Length - model.Honest.Body.Length;   // the first one-hot commitment
        byte[] offCurve = [.. proof[at..(at + 32)]];
        while (Runtime.Curves.G1Affine.TryDecode(offCurve, out _))
        {
            offCurve[0]++;
        }

        var tooLarge = new byte[32];
        (FqModulus + 1).TryWriteBytes(tooLarge, out _, isUnsigned: true);
        byte[] identity = new byte[32], identityWithSign = new byte[32], identityWithBytes = new byte[32];
        (identity[31], identityWithSign[31], identityWithBytes[31], identityWithBytes[0]) = (0x40, 0xC0, 0x40, 1);
        foreach (byte[] point in (byte[][])[offCurve, tooLarge, identity, identityWithSign, identityWithBytes])
        {
            Assert.Equal(RejectionKind.Malformed, Rejection(model, [.. proof[..at], .. point, .. proof[(at + 32)..]])!.Kind);
        }
    }

    // Row 2, 31: another proof's header, another model's proof.
    [Fact]
    public void Proof_OfAnotherModel_IsRejected()
    {
        TinyModel model = TinyModels.Get("mlp"), other = TinyModels.Get("layer-norm");
        Assert.Equal(RejectionKind.Statement, Rejection(model, Honest(other))!.Kind);
    }

    // Rows 13, 31, 35: damaged keys are a typed exception, or another key, under which no proof verifies.
    [Fact]
    public void Key_WithAFlippedBit_IsRefusedOrVerifiesNothing()
    {
        TinyModel model = TinyModels.Get("mlp");
        byte[] key = model.VerifyingKey.Encode(), proof = Honest(model);
        long[][] inputs = Inputs(model);
        for (int i = 0; i < 8 * key.Length; i += i < 2000 ? 1 : 3)
        {
            byte[] damaged = [.. key];
            damaged[i / 8] ^= (byte)(1 << (i % 8));
            try
            {
                var verifier = new ModelVerifier(model.Product.Model, VerifyingKey.Decode(damaged), new VerifierOptions { AcceptInsecureDevelopmentKey = true });
                Assert.False(verifier.Verify(proof, inputs).IsValid);
            }
            catch (AtlasKeyException)
            {
                // the typed refusal
            }
        }
    }

    [Fact]
    public void Key_OfRandomBytesOrTruncated_IsRefused()
    {
        byte[] key = TinyModels.Get("mlp").VerifyingKey.Encode();
        var random = new Random(4);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = i % 2 == 0 ? new byte[random.Next(1000)] : key[..random.Next(key.Length)];
            if (i % 2 == 0)
            {
                random.NextBytes(bytes);
                key.AsSpan(0, Math.Min(bytes.Length, random.Next(60))).CopyTo(bytes);
            }

            Assert.Throws<AtlasKeyException>(() => VerifyingKey.Decode(bytes));
        }
    }

    // Row 13.
    [Fact]
    public void Key_FromADevelopmentString_IsRefusedByDefault()
    {
        TinyModel model = TinyModels.Get("mlp");
        Assert.Throws<AtlasKeyException>(() => new ModelVerifier(model.Product.Model, model.VerifyingKey));
    }

    // Row 31: a verifier that pins a digest takes no other key, whatever its weights.
    [Fact]
    public void Key_OfOtherWeights_IsRefusedByAPinnedDigest()
    {
        TinyModel model = TinyModels.Get("mlp");
        var other = new TinyModel(model.Plan, model.Inputs, constant => [.. model.Constants(constant).Reverse()]);
        var options = new VerifierOptions { AcceptInsecureDevelopmentKey = true, PinnedKeyDigest = Convert.ToHexString(model.VerifyingKey.Digest) };
        Assert.True(new ModelVerifier(model.Product.Model, model.VerifyingKey, options).Verify(Honest(model), Inputs(model)).IsValid);
        Assert.Throws<AtlasKeyException>(() => new ModelVerifier(model.Product.Model, other.VerifyingKey, options));
    }

    private static void AssertAllRejected(TinyModel model, Func<int, IEnumerable<(int At, int Bit)>> flips)
    {
        byte[] proof = Honest(model);
        long[][] inputs = Inputs(model);
        Assert.Null(model.Product.Verify(proof, inputs));
        var accepted = new ConcurrentBag<(int, int)>();
        Parallel.ForEach(flips(proof.Length), new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => (byte[])[.. proof], (flip, _, bytes) =>
        {
            bytes[flip.At] ^= (byte)flip.Bit;
            if (model.Product.Verify(bytes, inputs) is null)
            {
                accepted.Add(flip);
            }

            bytes[flip.At] ^= (byte)flip.Bit;
            return bytes;
        }, static _ => { });
        Assert.Empty(accepted);
    }

    private static void AssertRejected(TinyModel model, byte[] bytes, byte[]? unlessEqualTo = null)
    {
        if (unlessEqualTo is null || !bytes.AsSpan().SequenceEqual(unlessEqualTo))
        {
            Assert.NotNull(Rejection(model, bytes));
        }
    }

    private static Rejection? Rejection(TinyModel model, byte[] bytes) => model.Product.Verify(bytes, Inputs(model));

    private static byte[] Honest(TinyModel model) => model.Product.Assemble(model.Honest.Statement, model.Honest.Body);

    private static long[][] Inputs(TinyModel model) => ProductVerifier.Integers(model.Honest.Statement.Inputs);

    /// <summary>Where header fields, outputs and messages begin, and the end.</summary>
    private static List<int> Sections(TinyModel model, byte[] proof)
    {
        int body = proof.Length - model.Honest.Body.Length, name = model.Plan.ModelName.Length;
        List<int> cuts = [0, 8, 10, 11 + name, 43 + name, 75 + name, 76 + name];
        foreach (PlanPort output in model.Plan.Outputs)
        {
            cuts.Add(cuts[^1] + 4);
            cuts.Add(cuts[^1] + 1);
            cuts.Add(cuts[^1] + (proof[cuts[^2]] * (int)model.Plan.Tensors[output.Tensor].Shape.Cells));
        }

        Assert.Equal(body, cuts[^1]);
        foreach (Atlas.Reference.Channels.LoggedMessage message in model.Honest.Messages.Where(static m => m.Scalars.Length + m.Points.Length > 0))
        {
            cuts.Add(cuts[^1] + (32 * (message.Scalars.Length + message.Points.Length)));
        }

        return cuts;
    }
}
