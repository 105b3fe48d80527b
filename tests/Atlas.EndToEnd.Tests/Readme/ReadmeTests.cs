using System.Text.RegularExpressions;

namespace Atlas.EndToEnd.Tests.Readme;

/// <summary>The README tells the truth: its code compiles and runs, its files exist.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.Path("README.md"));

    [Fact]
    public void QuickStart_Run_GivesTheProvenLogits()
    {
        float[] image = NpyArray.Load(Repository.Path("models", "digits-mlp", "eval", "inputs.npy")).Floats[..64].ToArray();
        float[] expected = NpyArray.Load(Repository.Path("models", "digits-mlp", "eval", "outputs.npy")).Floats[..10].ToArray();

        QuickStart.WriteKey();
        QuickStart.Prove(image);
        float[]? logits = QuickStart.Verify(image);

        Assert.NotNull(logits);
        Assert.All(expected.Zip(logits), static pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.1f));
    }

    [Theory]
    [InlineData("prove")]
    [InlineData("key")]
    [InlineData("verify")]
    public void CodeBlock_Region_IsPrintedInTheReadme(string region)
    {
        string source = File.ReadAllText(Repository.Path("tests", "Atlas.EndToEnd.Tests", "Readme", "QuickStart.cs"));
        string code = Regex.Match(source, $"// <{region}>\n(.*?) *// </{region}>", RegexOptions.Singleline).Groups[1].Value;
        string block = string.Join('\n', code.TrimEnd().Split('\n').Select(static line => line.Length > 8 ? line[8..] : line.Trim()));

        Assert.NotEqual("", block);
        Assert.Contains($"```csharp\n{block}\n```", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_RelativePaths_Exist()
    {
        string[] paths = [.. LinkPattern().Matches(Readme).Select(static match => match.Groups[1].Value).Where(static path => !path.StartsWith("http", StringComparison.Ordinal))];

        Assert.NotEmpty(paths);
        Assert.All(paths, static path => Assert.True(Path.Exists(Repository.Path(path)), path));
    }

    [Fact]
    public void Commands_Projects_Exist()
    {
        string[] projects = [.. ProjectPattern().Matches(Readme).Select(static match => match.Groups[1].Value)];

        Assert.Contains("samples/NanoGpt", projects);
        Assert.All(projects, static path => Assert.True(Directory.Exists(Repository.Path(path)), path));
        Assert.Contains("dotnet test JoltAtlas.sln -c Release", Readme, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("--project ([A-Za-z0-9./]+)")]
    private static partial Regex ProjectPattern();
}
