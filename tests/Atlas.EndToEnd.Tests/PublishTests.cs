namespace Atlas.EndToEnd.Tests;

/// <summary>The samples' publish profiles (docs/build-options.md).</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atlas-publish").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Native", "PublishAot")]
    [InlineData("Portable", "PublishReadyToRunComposite")]
    public void Profile_OfASample_IsFoundByItsName(string profile, string property)
    {
        SampleRun run = SampleRun.Program("dotnet", "msbuild", Sample, $"-p:PublishProfile={profile}", $"-getProperty:{property}");

        Assert.True(run.ExitCode == 0 && run.Output.Trim() == "true", run.Output);
    }

    [PublishTheory]
    [InlineData("Native")]
    [InlineData("Portable")]
    public void Publish_ByAProfile_ProvesAndVerifiesInASecondProgram(string profile)
    {
        string published = Path.Combine(_folder, "published");
        SampleRun publish = SampleRun.Program("dotnet", "publish", Sample, "-c", Repository.Configuration, $"-p:PublishProfile={profile}", "-o", published, "-v", "q", "--nologo");
        Assert.True(publish.ExitCode == 0, publish.Output);

        SampleRun run = SampleRun.Program(Path.Combine(published, "MicroGpt"), "--out", _folder);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("verified:", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(published, "verifier", "MicroGpt.Verifier")));
        Assert.Empty(Directory.GetFiles(published, "*.pdb", SearchOption.AllDirectories));
    }

    private static string Sample => Repository.Path("samples", "MicroGpt", "MicroGpt.csproj");
}

/// <summary>Publishing takes minutes and the compilers' packages: on only where ATLAS_PUBLISH is 1.</summary>
public sealed class PublishTheoryAttribute : TheoryAttribute
{
    public PublishTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("ATLAS_PUBLISH") != "1")
        {
            Skip = "Takes minutes; ATLAS_PUBLISH=1 runs it.";
        }
    }
}
