using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Atlas.Runtime.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace Atlas.Testing.Generation;

/// <summary>
/// A model through the whole product: ONNX bytes, generator, C# compiler, loaded assembly. <see cref="Compiled"/> and <see cref="Provable"/> are the
/// generated statics.
/// </summary>
public sealed class GeneratedModel
{
    private GeneratedModel(Assembly assembly, string className, string space, ImmutableArray<GeneratedSource> sources)
    {
        Assembly = assembly;
        ClassName = className;
        Namespace = space;
        Sources = sources;
    }

    public Assembly Assembly { get; }

    public string ClassName { get; }

    public string Namespace { get; }

    /// <summary>The generated files in order of name.</summary>
    public ImmutableArray<GeneratedSource> Sources { get; }

    /// <summary>The public part of the plan.</summary>
    public CompiledModel Compiled => (CompiledModel)Static($"{Namespace}.Compiled.{ClassName}Compiled", "Model");

    /// <summary>The model with its forward pass and constants.</summary>
    public Runtime.Proving.ProvableModel Provable => (Runtime.Proving.ProvableModel)Static($"{Namespace}.Compiled.{ClassName}Forward", "Model");

    /// <summary>Generates, compiles with warnings as errors, and loads a model.</summary>
    /// <param name="onnx">The model's bytes.</param>
    /// <param name="options">Options of the item; its path is not read.</param>
    /// <exception cref="InvalidOperationException">A diagnostic of the generator or the compiler; the message lists them.</exception>
    /// <param name="embedded">Bytes to embed instead of the model's.</param>
    public static GeneratedModel Build(byte[] onnx, ModelItem? options = null, byte[]? embedded = null) =>
        WithFile(onnx, options, item => Build(item, embedded ?? onnx));

    /// <summary>Generates and loads a model from its file.</summary>
    public static GeneratedModel Load(ModelItem item) => Build(item, File.ReadAllBytes(item.Path));

    /// <summary>Diagnostics of generator and compiler for a model in a project with other sources.</summary>
    public static ImmutableArray<Diagnostic> Diagnose(byte[] onnx, ModelItem? options, params IEnumerable<string> sources) => WithFile(onnx, options, item =>
    {
        ModelItem named = Named(item);
        GeneratorHost.Driver([new BinaryText(named.Path)], new ItemMetadata([named])).RunGeneratorsAndUpdateCompilation(
            GeneratorHost.Compilation("Diagnosed", GeneratorHost.ProverReferences, sources), out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics);
        return diagnostics.Concat(compilation.GetDiagnostics()).Where(static d => d.Severity >= DiagnosticSeverity.Warning).ToImmutableArray();
    });

    /// <summary>A generated type by its name behind the class name's prefix: "Prover" for NanoGptProver.</summary>
    public Type Type(string suffix) => Assembly.GetType($"{Namespace}.{ClassName}{suffix}", throwOnError: true)!;

    private static T WithFile<T>(byte[] onnx, ModelItem? options, Func<ModelItem, T> use)
    {
        string folder = Directory.CreateTempSubdirectory("atlas-model-").FullName;
        try
        {
            ModelItem item = (options ?? new ModelItem("")) with { Path = Path.Combine(folder, "model.onnx") };
            File.WriteAllBytes(item.Path, onnx);
            return use(item);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ModelItem Named(ModelItem item) =>
        item with
        {
            ClassName = item.ClassName.Length > 0 ? item.ClassName : "Tested",
            Namespace = item.Namespace.Length > 0 ? item.Namespace : "Tests.Generated",
        };

    private static GeneratedModel Build(ModelItem item, byte[] onnx)
    {
        ModelItem named = Named(item);
        var metadata = new ItemMetadata([named]);
        GeneratorDriver driver = GeneratorHost.Driver([new BinaryText(named.Path)], metadata);
        driver = driver.RunGeneratorsAndUpdateCompilation(
            GeneratorHost.Compilation($"Generated.{named.ClassName}.{Guid.NewGuid():N}", named.Emit == "Verifier" ? GeneratorHost.VerifierReferences : GeneratorHost.ProverReferences),
            out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics);
        Require(diagnostics.Where(static d => d.Id is not ("ATLAS009" or "ATLAS010")));
        metadata.GetOptions(new BinaryText(named.Path)).TryGetValue("build_metadata.AdditionalFiles.AtlasFolder", out string? folder);
        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(
            image, manifestResources: [new ResourceDescription($"{folder}/{Path.GetFileName(named.Path)}", () => new MemoryStream(onnx, writable: false), isPublic: true)]);
        Require(result.Diagnostics);
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(compilation.AssemblyName).LoadFromStream(image);
        return new GeneratedModel(
            assembly, named.ClassName, named.Namespace,
            [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(static s => new GeneratedSource(s.HintName, s.SourceText.ToString())).OrderBy(static s => s.Name, StringComparer.Ordinal)]);
    }

    private static void Require(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] faults = [.. diagnostics.Where(static d => d.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning)];
        if (faults.Length > 0)
        {
            throw new InvalidOperationException(string.Join('\n', faults.Take(20).Select(static d => d.ToString())));
        }
    }

    private object Static(string type, string field) =>
        Assembly.GetType(type, throwOnError: true)!.GetField(field, BindingFlags.Static | BindingFlags.Public)?.GetValue(null)
        ?? throw new InvalidOperationException($"{type} has no static field {field}.");
}

/// <summary>A generated file.</summary>
public sealed record GeneratedSource(string Name, string Text);
