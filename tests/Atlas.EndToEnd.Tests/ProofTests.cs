using Atlas.Samples;

namespace Atlas.EndToEnd.Tests;

/// <summary>Proofs of the sample models through their generated classes.</summary>
public sealed class ProofTests
{
    public static TheoryData<string> Models => ModelUnderTest.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Prove_OneThreadAndTwo_SameBytesAndVerified(string name)
    {
        using ILanguageModel model = ModelUnderTest.Load(name);
        long[] window = ModelUnderTest.EvaluationInputs(model)[0];

        model.Prepare(threads: 1);
        ProvenWindow one = model.Prove(window);
        model.Prepare(threads: 2);
        ProvenWindow two = model.Prove(window);

        Assert.Equal(one.Proof, two.Proof);
        Assert.Equal(model.Infer(window), one.Logits);
        Assert.Null(model.Verify(one.Proof, window));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Verify_OtherInputOrChangedByte_Rejected(string name)
    {
        using ILanguageModel model = ModelUnderTest.Load(name);
        long[] window = ModelUnderTest.EvaluationInputs(model)[1];
        model.Prepare(threads: 2);
        byte[] proof = model.Prove(window).Proof;

        long[] other = [.. window];
        other[^1] = (other[^1] + 1) % model.Alphabet.Count;
        byte[] changed = [.. proof];
        changed[changed.Length / 2] ^= 1;

        Assert.NotNull(model.Verify(proof, other));
        Assert.NotNull(model.Verify(changed, window));
        Assert.NotNull(model.Verify(proof[..^1], window));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void VerifyingKey_Recomputed_EqualsTheCommittedOne(string name)
    {
        using ILanguageModel model = ModelUnderTest.Load(name);

        byte[] key = model.SetUpAgain();

        Assert.Equal(File.ReadAllBytes(Repository.Path("models", name, $"{name}.vk")), key);
    }
}
