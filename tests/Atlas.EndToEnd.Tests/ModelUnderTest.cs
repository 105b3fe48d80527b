extern alias microgpt;
extern alias minigpt;
extern alias nanogpt;

using Atlas.Samples;
using Atlas.Samples.Language;
using Atlas.Samples.Models;

namespace Atlas.EndToEnd.Tests;

/// <summary>The sample models by name, each through its generated classes.</summary>
public static class ModelUnderTest
{
    public static TheoryData<string> Names => ["microgpt", "minigpt", "nanogpt"];

    public static ILanguageModel Load(string name) => name switch
    {
        "microgpt" => new microgpt::Atlas.Samples.GeneratedLanguageModel(name, Alphabet.Letters, length: 16, verifierProgram: "MicroGpt.Verifier"),
        "minigpt" => new minigpt::Atlas.Samples.GeneratedLanguageModel(name, Alphabet.Shakespeare, length: 32, verifierProgram: "MiniGpt.Verifier"),
        "nanogpt" => new nanogpt::Atlas.Samples.GeneratedLanguageModel(name, Alphabet.Shakespeare, length: 64, verifierProgram: "NanoGpt.Verifier"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Name of the model's classes and programs.</summary>
    public static string ClassName(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace("gpt", "Gpt", StringComparison.Ordinal);

    /// <summary>The reals that integer logits stand for.</summary>
    public static float[] Reals(string name, long[] logits) => name switch
    {
        "microgpt" => MicroGptOutputs.FromIntegers([logits]).Logits,
        "minigpt" => MiniGptOutputs.FromIntegers([logits]).Logits,
        "nanogpt" => NanoGptOutputs.FromIntegers([logits]).Logits,
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>The windows of the model's evaluation set.</summary>
    internal static long[][] EvaluationInputs(ILanguageModel model) =>
        [.. NpyArray.Load(Repository.Path("models", model.Name, "eval", "inputs.npy")).Integers.ToArray().Chunk(model.Length)];
}
