using Atlas.Samples;
using Xunit.Abstractions;

namespace Atlas.EndToEnd.Tests;

/// <summary>The integer function against the float model's outputs, over the whole evaluation set (docs/semantics.md).</summary>
public sealed class AccuracyTests(ITestOutputHelper output)
{
    public static TheoryData<string> Models => ModelUnderTest.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void Infer_EvaluationSet_AgreesWithTheFloatModel(string name)
    {
        using ILanguageModel model = ModelUnderTest.Load(name);
        model.Prepare(threads: 2);

        float[] actual = [.. ModelUnderTest.EvaluationInputs(model).SelectMany(window => ModelUnderTest.Reals(name, model.Infer(window)))];
        NpyArray expected = NpyArray.Load(Repository.Path("models", name, "eval", "outputs.npy"));
        Accuracy accuracy = Accuracy.Of(expected.Floats, actual, model.Alphabet.Count);

        output.WriteLine($"{name}: {accuracy}");
        Assert.True(accuracy.MeanCosine >= 0.9999, $"{accuracy}");
        Assert.True(accuracy.Agreement >= 0.99, $"{accuracy}");
    }
}
