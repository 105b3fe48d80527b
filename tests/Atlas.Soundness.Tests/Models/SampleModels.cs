using System.Numerics;
using Atlas.Compiler;
using Atlas.Compiler.Plan;
using Atlas.Runtime.Commitments;

namespace Atlas.Soundness.Tests.Models;

/// <summary>The repository's trained models.</summary>
internal static class SampleModels
{
    private static readonly Lazy<TinyModel> LazyMicroGpt = new(static () => Load("microgpt")), LazyMiniGpt = new(static () => Load("minigpt"));

    public static TinyModel MicroGpt => LazyMicroGpt.Value;

    /// <summary>The largest model that dense tables are reasonable for.</summary>
    public static TinyModel MiniGpt => LazyMiniGpt.Value;

    private static TinyModel Load(string name)
    {
        byte[] onnx = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", $"{name}.onnx"));
        ProofPlan plan = ModelCompiler.Compile(onnx, null, name, new PlanOptions());
        PlanTensor tokens = plan.Tensors[plan.Inputs.Single().Tensor];
        long symbols = (long)tokens.Range.High + 1;
        BigInteger[] values = [.. Enumerable.Range(0, (int)tokens.Shape.Cells).Select(i => (BigInteger)((7 * i + 3) % symbols))];
        return new TinyModel(
            plan,
            [values],
            constant => constant.Recipe.Evaluate(_ => onnx),
            Srs.CreateInsecureForDevelopment(plan.Commitments.LogWidth, 11),
            onnx);
    }
}
