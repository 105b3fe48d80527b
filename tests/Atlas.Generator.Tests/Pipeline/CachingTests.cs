using System.Collections.Immutable;
using Atlas.Testing.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atlas.Generator.Tests.Pipeline;

public sealed class CachingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public CachingTests() => _path = _folder.Write("tiny.onnx", TinyModels.Relu());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compile_FirstRun_IsNew()
    {
        GeneratorDriver driver = Start(out _);

        Assert.Equal([IncrementalStepRunReason.New], Reasons(driver, AtlasGenerator.CompileStepName));
    }

    [Fact]
    public void Compile_UnrelatedSourceEdit_IsCached()
    {
        GeneratorDriver driver = Start(out CSharpCompilation compilation);

        SyntaxTree edited = CSharpSyntaxTree.ParseText("class A { int changed; }", (CSharpParseOptions)compilation.SyntaxTrees[0].Options, path: "file0.cs");
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], edited));

        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(driver, AtlasGenerator.ReferenceStep));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(driver, AtlasGenerator.CompileStepName));
        Assert.All(OutputReasons(driver), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Compile_NewTextObjectWithEqualHash_IsCached()
    {
        var text = new BinaryText(_path);
        CSharpCompilation compilation = Compilation();
        GeneratorDriver driver = GeneratorHost.Driver([text], Metadata()).RunGenerators(compilation);

        driver = driver.ReplaceAdditionalText(text, new BinaryText(_path)).WithUpdatedAnalyzerConfigOptions(Metadata()).RunGenerators(compilation);

        Assert.All(Reasons(driver, AtlasGenerator.ReferenceStep), static reason => Assert.Contains(reason, Unchanged));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(driver, AtlasGenerator.CompileStepName));
    }

    [Fact]
    public void Compile_NewHash_RunsAgain()
    {
        GeneratorDriver driver = Start(out CSharpCompilation compilation);
        string before = Forward(driver);

        File.WriteAllBytes(_path, TinyModels.Relu(scale: 0.5f));
        driver = driver.WithUpdatedAnalyzerConfigOptions(Metadata()).RunGenerators(compilation);

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(driver, AtlasGenerator.CompileStepName));
        Assert.NotEqual(before, Forward(driver));
    }

    [Fact]
    public void Compile_ChangedOption_RunsAgain()
    {
        GeneratorDriver driver = Start(out CSharpCompilation compilation);

        driver = driver.WithUpdatedAnalyzerConfigOptions(new ItemMetadata([new ModelItem(_path) { ScaleBits = "10" }])).RunGenerators(compilation);

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(driver, AtlasGenerator.CompileStepName));
    }

    [Fact]
    public void Compile_SecondModelAdded_FirstIsCached()
    {
        GeneratorDriver driver = Start(out CSharpCompilation compilation);
        string other = _folder.Write("other.onnx", TinyModels.Embedding());

        driver = driver
            .AddAdditionalTexts([new BinaryText(other)])
            .WithUpdatedAnalyzerConfigOptions(new ItemMetadata([new ModelItem(_path), new ModelItem(other)]))
            .RunGenerators(compilation);

        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], Reasons(driver, AtlasGenerator.CompileStepName));
    }

    private static readonly IncrementalStepRunReason[] Unchanged = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    private static CSharpCompilation Compilation() => GeneratorHost.Compilation("Tests", GeneratorHost.ProverReferences, "class A {}", "class B {}");

    private ItemMetadata Metadata() => new([new ModelItem(_path)]);

    private GeneratorDriver Start(out CSharpCompilation compilation)
    {
        compilation = Compilation();
        return GeneratorHost.Driver([new BinaryText(_path)], Metadata()).RunGenerators(compilation);
    }

    private static string Forward(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.Single(static source => source.HintName == "Tiny.Forward.g.cs").SourceText.ToString();

    private static IncrementalStepRunReason[] Reasons(GeneratorDriver driver, string step) =>
        [.. driver.GetRunResult().Results.Single().TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason)];

    private static ImmutableArray<IncrementalStepRunReason> OutputReasons(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];
}
