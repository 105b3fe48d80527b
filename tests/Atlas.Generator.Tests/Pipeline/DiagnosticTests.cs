using Atlas.Generator.Diagnostics;
using Atlas.Testing.Generation;
using Microsoft.CodeAnalysis;

namespace Atlas.Generator.Tests.Pipeline;

public sealed class DiagnosticTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_Missing_IsAtlas001()
    {
        var item = new ModelItem(Path.Combine(_folder.Path, "none.onnx")) { Sha256 = new string('0', 64) };

        Assert.Equal("ATLAS001", Single(item).Id);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0x3A, 0x7F })]
    [InlineData(new byte[0])]
    public void Model_NotProtobuf_IsAtlas001OnTheFile(byte[] bytes)
    {
        string path = _folder.Write("bad.onnx", bytes);
        Diagnostic diagnostic = Single(new ModelItem(path));

        Assert.Equal("ATLAS001", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(path, diagnostic.Location.GetLineSpan().Path);
    }

    [Fact]
    public void Operator_NotSupported_IsAtlas002WithTheNodesName()
    {
        Diagnostic diagnostic = Single(Model("tiny.onnx", TinyModels.Unsupported()));

        Assert.Equal("ATLAS002", diagnostic.Id);
        Assert.Contains("'loop it' (Bernoulli)", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ChangedSinceHashed_IsAtlas003() =>
        Assert.Equal("ATLAS003", Single(Model("tiny.onnx", TinyModels.Relu()) with { Sha256 = new string('a', 64) }).Id);

    [Theory]
    [InlineData("ScaleBits", "twelve")]
    [InlineData("ScaleBits", "99")]
    [InlineData("WeightBits", "-1")]
    [InlineData("CommitmentWidth", "3")]
    [InlineData("Emit", "Everything")]
    [InlineData("Dimensions", "batch")]
    [InlineData("Dimensions", "batch=0")]
    [InlineData("InputRange", "x=1")]
    [InlineData("InputRange", "x=2:1")]
    [InlineData("ClassName", "not a name")]
    [InlineData("Namespace", "A..B")]
    public void Option_Invalid_IsAtlas005WithNameAndValue(string option, string value)
    {
        ModelItem item = Model("tiny.onnx", TinyModels.Relu());
        typeof(ModelItem).GetProperty(option)!.SetValue(item, value);
        Diagnostic diagnostic = Single(item);

        Assert.Equal("ATLAS005", diagnostic.Id);
        Assert.Contains($"option {option} is '{value}'", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void ClassNames_Equal_AreAtlas006OnBoth()
    {
        ModelItem first = Model("a/tiny.onnx", TinyModels.Relu()), second = Model("b/TINY.onnx", TinyModels.Embedding());
        GeneratorDriverRunResult result = Run(first, second);

        Assert.Equal(["ATLAS006", "ATLAS006"], result.Diagnostics.Select(static d => d.Id));
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public void Model_WithoutDigest_IsAtlas007() => Assert.Equal("ATLAS007", Single(Model("tiny.onnx", TinyModels.Relu()) with { Sha256 = "" }).Id);

    [Fact]
    public void VerifyingKey_Missing_IsWarningAtlas009AndTheClassesAreThere()
    {
        GeneratorDriverRunResult result = Run(Model("tiny.onnx", TinyModels.Relu()) with { VerifyingKey = Path.Combine(_folder.Path, "tiny.vk") });

        Diagnostic diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(("ATLAS009", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Equal(6, result.GeneratedTrees.Length);
    }

    [Theory]
    [InlineData("not a key")]
    [InlineData("ATLASVK\0\u0001\0")]
    [InlineData("ATLASVK\0\u0001\0\u0004Tiny")]
    [InlineData("ATLASVK\0\u0001\0\u0004Tony00000000000000000000000000000000")]
    [InlineData("ATLASVK\0\u0001\0\u0004Tiny00000000000000000000000000000000")]
    public void VerifyingKey_OfSomethingElse_IsWarningAtlas010(string key)
    {
        string path = _folder.Write("tiny.vk", [.. key.Select(static c => (byte)c)]);
        Diagnostic diagnostic = Single(Model("tiny.onnx", TinyModels.Relu()) with { VerifyingKey = path });

        Assert.Equal(("ATLAS010", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
    }

    [Fact]
    public void Failure_OfAnUnforeseenKind_IsAtlas011WithItsType()
    {
        // No file system takes such a path, and the reader foresees no ArgumentException.
        Diagnostic diagnostic = Single(new ModelItem("a\0b.onnx") { Sha256 = new string('0', 64) });

        Assert.Equal("ATLAS011", diagnostic.Id);
        Assert.Contains("ArgumentException", diagnostic.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptors_EachHasAPageInDocs()
    {
        string folder = Path.Combine(Atlas.Testing.SampleModel.Root, "docs", "diagnostics");
        string[] ids = [.. AtlasDiagnostics.All.Select(static d => d.Id), .. AtlasDiagnostics.OfTheBuildTask];
        foreach (DiagnosticDescriptor descriptor in AtlasDiagnostics.All)
        {
            string page = File.ReadAllText(Path.Combine(folder, $"{descriptor.Id}.md"));
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains($"Severity: {descriptor.DefaultSeverity}", page, StringComparison.Ordinal);
        }

        Assert.Equal(ids.Distinct().Order(), Directory.GetFiles(folder, "ATLAS*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order());
    }

    private ModelItem Model(string name, byte[] onnx) => new(_folder.Write(name, onnx));

    private static Diagnostic Single(ModelItem item) => Assert.Single(Run(item).Diagnostics);

    private static GeneratorDriverRunResult Run(params ModelItem[] items) =>
        GeneratorHost.Driver(items.Select(static item => new BinaryText(item.Path)), new ItemMetadata(items))
            .RunGenerators(GeneratorHost.Compilation("Tests", GeneratorHost.ProverReferences))
            .GetRunResult();
}
