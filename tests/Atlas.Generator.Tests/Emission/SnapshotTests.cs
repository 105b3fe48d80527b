using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Atlas.Testing.Generation;

namespace Atlas.Generator.Tests.Emission;

/// <summary>
/// What is emitted for a model of four nodes, in full: the place to see emitted code in review. UPDATE_SNAPSHOTS=1 rewrites the files; the plan's
/// digest is left out, since it changes with every cost decision of the compiler.
/// </summary>
public sealed partial class SnapshotTests
{
    [Theory]
    [InlineData("Tiny.Model.g.cs")]
    [InlineData("Tiny.Relations.g.cs")]
    [InlineData("Tiny.Forward.g.cs")]
    [InlineData("Tiny.Prover.g.cs")]
    [InlineData("Tiny.Costs.g.cs")]
    [InlineData("Tiny.Verifier.g.cs")]
    public void Emitted_ForATinyModel_IsAsReviewed(string file)
    {
        GeneratedModel model = GeneratedModel.Build(TinyModels.Relu(), new ModelItem("") { ClassName = "Tiny", Namespace = "My.App" });
        string actual = Digest().Replace(model.Sources.Single(source => source.Name == file).Text, "<digest>");
        string path = Path.Combine(Folder(), "..", "Snapshots", file + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest();

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
