using Atlas.Samples;

namespace Atlas.EndToEnd.Tests;

/// <summary>Alone in its process while it counts.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Proofs = 4;

    [Fact]
    public void Prove_NanoGptWarm_AllocatesUnderAMegabyteOfLargeObjects()
    {
        using ILanguageModel model = ModelUnderTest.Load("nanogpt");
        long[] window = ModelUnderTest.EvaluationInputs(model)[0];
        model.Prepare(threads: 2);
        for (int i = 0; i < Proofs; i++)
        {
            model.Prove(window);
        }

        using var large = new LargeObjects();
        byte[] seen = new byte[1 << 20];
        GC.KeepAlive(seen);
        for (int i = 0; i < Proofs; i++)
        {
            model.Prove(window);
        }

        // The array of one megabyte shows that the count counts.
        Assert.InRange(large.Settle(), seen.Length, seen.Length + (Proofs * (1L << 20)));
    }
}
