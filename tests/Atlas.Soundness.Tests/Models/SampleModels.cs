using System.Collections.Concurrent;
using System.Numerics;
using Atlas.Compiler;
using Atlas.Compiler.Plan;
using Atlas.Runtime.Commitments;

namespace Atlas.Soundness.Tests.Models;

/// <summary>The repository's trained models.</summary>
internal static class SampleModels
{
    private static readonly ConcurrentDictionary<string, ProofPlan> Plans = [];

    private static readonly Lazy<TinyModel> LazyMicroGpt = new(static () => Load("microgpt")), LazyMiniGpt = new(static () => Load("minigpt"));

    public static TinyModel MicroGpt => LazyMicroGpt.Value;

    /// <summary>The largest model that dense tables are reasonable for.</summary>
    public static TinyModel MiniGpt => LazyMiniGpt.Value;

    /// <summary>The plan alone.</summary>
    public static ProofPlan Plan(string name) => Plans.GetOrAdd(name, static n => ModelCompiler.Compile(Onnx(n), null, n, new PlanOptions()));

    public static byte[] Onnx(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", $"{name}.onnx"));

    private static TinyModel Load(string name)
    {
        byte[] onnx = Onnx(name);
        ProofPlan plan = Plan(name);
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
