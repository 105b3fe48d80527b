namespace Atlas.Architecture.Tests;

/// <summary>Knowledge flows one way: bytes to graph, graph to plan, plan to text; runtime on its own, verifier on the runtime.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly SortedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Atlas.Onnx"] = [],
        ["Atlas.Compiler"] = ["Atlas.Onnx"],
        ["Atlas.Generator"] = ["Atlas.Compiler"],
        ["Atlas.Build"] = [],
        ["Atlas.Runtime"] = [],
        ["Atlas.Verifying"] = ["Atlas.Runtime"],
        ["Atlas.Ceremony"] = ["Atlas.Runtime"],
        ["Atlas.Package"] = ["Atlas.Build", "Atlas.Ceremony", "Atlas.Generator", "Atlas.Runtime", "Atlas.Verifying"],
        ["Atlas.Cli"] = ["Atlas.Ceremony", "Atlas.Compiler", "Atlas.Generator", "Atlas.Onnx", "Atlas.Runtime", "Atlas.Verifying"],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatItMayKnow(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} is new: say here what it may know.");
        Assert.Empty(Repository.References(project).Except(Allowed[project]));
    }

    [Theory]
    [InlineData("Atlas.Runtime")]
    [InlineData("Atlas.Verifying")]
    [InlineData("Atlas.Ceremony")]
    public void RuntimeProject_Packages_AreNone(string project)
    {
        Assert.Empty(Repository.Items(project, "PackageReference"));
        Assert.Contains(Repository.Project(project).Descendants("IsAotCompatible"), static property => property.Value == "true");
    }

    [Fact]
    public void OnlyTheGenerator_KnowsTheCSharpCompiler()
    {
        Assert.Equal(
            ["Atlas.Generator"],
            Repository.Projects.Where(static project => project != "Atlas.Cli" && Packages(project).Any(IsRoslyn)));

        static IEnumerable<string> Packages(string project) => Repository.Items(project, "PackageReference");
        static bool IsRoslyn(string package) => package.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Atlas.Onnx", new[] { "Google.Protobuf" })]
    [InlineData("Atlas.Compiler", new[] { "Atlas.Onnx" })]
    [InlineData("Atlas.Generator", new[] { "Atlas.Compiler", "Atlas.Onnx", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp" })]
    [InlineData("Atlas.Runtime", new string[0])]
    [InlineData("Atlas.Verifying", new[] { "Atlas.Runtime" })]
    [InlineData("Atlas.Ceremony", new[] { "Atlas.Runtime" })]
    public void Assembly_References_AreTheFrameworksAndThese(string assembly, string[] allowed)
    {
        using var references = new MetadataReferences(assembly);

        Assert.Empty(references.Assemblies
            .Where(static name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard")
            .Except(allowed));
    }
}
