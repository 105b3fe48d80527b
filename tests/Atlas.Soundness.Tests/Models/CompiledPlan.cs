using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using Atlas.Compiler.Plan;
using Atlas.Generator.Emission;
using Atlas.Generator.Pipeline;
using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Testing.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Atlas.Soundness.Tests.Models;

/// <summary>The emitted code of a hand-made plan, compiled and loaded: what generated provers and verifiers run on.</summary>
internal sealed record CompiledPlan(CompiledModel Public, ProvableModel Provable)
{
    private const string Space = "Atlas.Soundness.Generated", ClassName = "Tiny", Folder = "atlas/tiny", ModelFile = "tiny.onnx";

    /// <param name="onnx">The file that the plan's constants are read from; a plan of literal integers has none.</param>
    public static CompiledPlan Of(ProofPlan plan, byte[]? onnx = null)
    {
        byte[] file = onnx ?? Encoding.UTF8.GetBytes(plan.ModelName);
        ImmutableArray<EmittedFile> files = ModelEmitter.Emit(new EmissionContext(plan, Reference(file), EmitParts.All, null, []));
        CSharpCompilation compilation = GeneratorHost.Compilation($"{Space}.{plan.ModelName}", GeneratorHost.ProverReferences, files.Where(IsModel).Select(static f => f.Text));
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, manifestResources: [new ResourceDescription($"{Folder}/{ModelFile}", () => new MemoryStream(file), isPublic: true)]);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(10)));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(plan.ModelName).LoadFromStream(image);
        return new CompiledPlan(Static<CompiledModel>(assembly, $"{ClassName}Compiled"), Static<ProvableModel>(assembly, $"{ClassName}Forward"));
    }

    /// <summary>The model's relations, forward pass and constants; the classes around them need a project.</summary>
    private static bool IsModel(EmittedFile file) => file.HintName.Contains(".Model.", StringComparison.Ordinal)
        || file.HintName.Contains(".Relations.", StringComparison.Ordinal) || file.HintName.Contains(".Forward.", StringComparison.Ordinal);

    private static T Static<T>(Assembly assembly, string type) =>
        (T)assembly.GetType($"{Space}.Compiled.{type}", throwOnError: true)!.GetField("Model", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;

    private static ModelReference Reference(byte[] file) => new()
    {
        Path = ModelFile,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
        Folder = Folder,
        ClassName = ClassName,
        Namespace = Space,
    };
}
