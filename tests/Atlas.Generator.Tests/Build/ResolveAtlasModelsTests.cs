using System.Collections;
using System.Security.Cryptography;
using Atlas.Build;
using Atlas.Onnx;
using Atlas.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Atlas.Generator.Tests.Build;

public sealed class ResolveAtlasModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<BuildErrorEventArgs> _errors = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Model_InOneFile_HasItsSha256AndIsEmbedded()
    {
        byte[] onnx = TinyModels.Relu();
        ResolveAtlasModels task = Run(Item(_folder.Write("tiny.onnx", onnx)));
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(onnx));

        ITaskItem model = Assert.Single(task.ResolvedModels);
        Assert.Equal(sha256, model.GetMetadata("AtlasSha256"));
        Assert.Equal("Embed", model.GetMetadata("Weights"));
        Assert.Equal($"atlas/{sha256[..16]}/tiny.onnx", Assert.Single(task.EmbeddedFiles).GetMetadata("LogicalName"));
        Assert.Empty(task.CopiedFiles);
    }

    [Fact]
    public void Model_WithExternalData_HasTheCompilersDigestAndAllFiles()
    {
        byte[] onnx = External(), weights = new byte[4 * 8];
        string path = _folder.Write("net.onnx", onnx);
        _folder.Write("data/weights.bin", weights);
        ResolveAtlasModels task = Run(Item(path, ("Weights", "Copy")));

        ITaskItem model = Assert.Single(task.ResolvedModels);
        Assert.Equal(ModelDigest.Compute(onnx, _ => weights), model.GetMetadata("AtlasSha256"));
        string folder = model.GetMetadata("AtlasFolder");
        Assert.Equal([$"{folder}/net.onnx", $"{folder}/data/weights.bin"], task.CopiedFiles.Select(static file => file.GetMetadata("TargetPath")));
        Assert.Empty(task.EmbeddedFiles);
    }

    [Fact]
    public void ExternalData_ChangedByOneByte_ChangesTheDigest()
    {
        string path = _folder.Write("net.onnx", External()), weights = _folder.Write("data/weights.bin", new byte[4 * 8]);
        string before = Run(Item(path)).ResolvedModels[0].GetMetadata("AtlasSha256");
        File.WriteAllBytes(weights, [1, .. new byte[(4 * 8) - 1]]);

        Assert.NotEqual(before, Run(Item(path)).ResolvedModels[0].GetMetadata("AtlasSha256"));
    }

    [Fact]
    public void Verifier_Alone_GetsNoWeights()
    {
        ResolveAtlasModels task = Run(Item(_folder.Write("tiny.onnx", TinyModels.Relu()), ("Emit", "Verifier")));

        Assert.Equal("None", task.ResolvedModels[0].GetMetadata("Weights"));
        Assert.Empty(task.EmbeddedFiles.Concat(task.CopiedFiles));
    }

    [Fact]
    public void Options_WithSemicolons_ReachTheCompilerWithCommas()
    {
        ITaskItem model = Run(Item(_folder.Write("tiny.onnx", TinyModels.Relu()), ("InputRange", "x=-1:1;y=0:2"), ("Dimensions", "n=1;m=2"))).ResolvedModels[0];

        Assert.Equal("x=-1:1,y=0:2", model.GetMetadata("InputRange"));
        Assert.Equal("n=1,m=2", model.GetMetadata("Dimensions"));
    }

    [Fact]
    public void Key_Named_IsResolvedAndHashed()
    {
        string path = _folder.Write("tiny.onnx", TinyModels.Relu());
        _folder.Write("keys/tiny.vk", [1, 2, 3]);
        ITaskItem model = Run(Item(path, ("VerifyingKey", "keys/tiny.vk"))).ResolvedModels[0];

        Assert.Equal(Path.Combine(_folder.Path, "keys", "tiny.vk"), model.GetMetadata("VerifyingKey"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3])), model.GetMetadata("AtlasKeySha256"));
        Assert.Equal("", Run(Item(path, ("VerifyingKey", "keys/none.vk"))).ResolvedModels[0].GetMetadata("AtlasKeySha256"));
    }

    [Theory]
    [InlineData("ATLAS001")]
    [InlineData("ATLAS004")]
    [InlineData("ATLAS005")]
    [InlineData("ATLAS008")]
    public void Fault_OfEachKind_IsAnErrorOnTheFile(string code)
    {
        string path = _folder.Write("net.onnx", code == "ATLAS004" ? External() : TinyModels.Relu());
        ITaskItem[] items = code switch
        {
            "ATLAS001" => [Item(Path.Combine(_folder.Path, "none.onnx"))],
            "ATLAS005" => [Item(path, ("Weights", "embed"))],
            "ATLAS008" => [Item(path), Item(path)],
            _ => [Item(path)],
        };
        var task = new ResolveAtlasModels { BuildEngine = new Engine(_errors), Models = items, ProjectDirectory = _folder.Path };

        Assert.False(task.Execute());
        Assert.Equal((code, items[0].ItemSpec), (Assert.Single(_errors).Code, _errors[0].File));
        Assert.Contains(code, Diagnostics.AtlasDiagnostics.OfTheBuildTask);
    }

    private static byte[] External() => new OnnxModelBuilder()
        .Input("x", ElementType.Float, 2, 4)
        .ExternalInitializer("w", "data/weights.bin", 0, 4, 2)
        .Node("MatMul", ["x", "w"], ["y"])
        .Output("y")
        .Build();

    private static TaskItem Item(string path, params (string Name, string Value)[] metadata) =>
        new(path, metadata.ToDictionary(static pair => pair.Name, static pair => pair.Value));

    private ResolveAtlasModels Run(params ITaskItem[] models)
    {
        var task = new ResolveAtlasModels { BuildEngine = new Engine(_errors), Models = models, ProjectDirectory = _folder.Path };
        Assert.True(task.Execute(), string.Join('\n', _errors.Select(static e => e.Message)));
        return task;
    }

    private sealed class Engine(List<BuildErrorEventArgs> errors) : IBuildEngine
    {
        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public void LogErrorEvent(BuildErrorEventArgs e) => errors.Add(e);

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogWarningEvent(BuildWarningEventArgs e)
        {
        }
    }
}
