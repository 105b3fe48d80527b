using System.Text.RegularExpressions;

namespace Atlas.Architecture.Tests;

/// <summary>Code that runs inside of the C# compiler.</summary>
public sealed partial class GeneratorTests
{
    [Fact]
    public void Generator_FileAccess_IsInOneClass()
    {
        string[] readers = [.. Repository.Sources("Atlas.Generator")
            .Where(static source => FileAccess().IsMatch(source.Text) || source.Text.Contains("disable RS1035", StringComparison.Ordinal))
            .Select(static source => source.Path)];

        Assert.Equal(["Pipeline/ModelFileReader.cs"], readers);
    }

    [Theory]
    [InlineData("Atlas.Compiler")]
    [InlineData("Atlas.Generator")]
    public void CompilerCode_CultureOfTheMachine_IsNeverAsked(string project) =>
        Assert.All(Repository.Sources(project), static source => Assert.DoesNotContain("CurrentCulture", source.Text, StringComparison.Ordinal));

    [Fact]
    public void Compiler_KnowsNothingOfTextOrProofs() =>
        Assert.All(
            Repository.Sources("Atlas.Compiler"),
            static source => Assert.DoesNotMatch(@"using (Microsoft\.CodeAnalysis|Atlas\.Runtime|Atlas\.Generator)", source.Text));

    [Fact]
    public void Options_OfAModelItem_AreVisibleToTheCompilerAndReadByTheGenerator()
    {
        string props = File.ReadAllText(Path.Combine(Repository.Root, "build", "JoltAtlas.props"));
        string reader = Repository.Sources("Atlas.Generator").Single(static source => source.Path == "Pipeline/ModelReferenceReader.cs").Text;
        string[] visible = [.. Visible().Matches(props).Select(static match => match.Groups[1].Value).Order()];

        Assert.Equal(visible, MetadataRead().Matches(reader).Select(static match => match.Groups[1].Value).Distinct().Order());
    }

    [GeneratedRegex(@"MetadataName=""(\w+)""")]
    private static partial Regex Visible();

    [GeneratedRegex(@"Metadata\(""(\w+)""\)")]
    private static partial Regex MetadataRead();

    [GeneratedRegex(@"\b(File|FileStream|Directory|FileInfo)\.(Read|Open|Exists|Enumerate|Get)|new File(Stream|Info)\(")]
    private static partial Regex FileAccess();
}
