using System.Text.Json;

namespace Atlas.EndToEnd.Tests;

/// <summary>The macro benchmark runs; what it measures is nobody's business here.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atlas-bench-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Models_OfOneSample_WritesItsStagesOnOneThreadAndTwo()
    {
        using JsonDocument result = Run("models", "--programs", Repository.Root, "--models", "microgpt", "--repeat", "1");

        JsonElement model = Assert.Single(result.RootElement.GetProperty("models").EnumerateArray());
        Assert.Equal([1, 2], new[] { "oneThread", "twoThreads" }.Select(run => model.GetProperty(run).GetProperty("threads").GetInt32()));
        Assert.True(model.GetProperty("driversOneThread").GetProperty("contraction").GetProperty("measuredSeconds").GetDouble() > 0);
    }

    [Fact]
    public void Compare_ABuildWithItself_WritesARatioForEachStage()
    {
        using JsonDocument result = Run("compare", "--baseline", Repository.Root, "--current", Repository.Root, "--models", "microgpt", "--runs", "1", "--repeat", "1");

        JsonElement stages = Assert.Single(result.RootElement.GetProperty("models").EnumerateArray()).GetProperty("stages");
        Assert.Equal(9, stages.EnumerateObject().Count());
        Assert.All(stages.EnumerateObject(), static stage => Assert.True(stage.Value.GetProperty("ratio").GetDouble() > 0));
    }

    private JsonDocument Run(params string[] arguments)
    {
        string program = Repository.Path("bench", "Atlas.Bench", "bin", Repository.Configuration, "net10.0", "Atlas.Bench.dll"), json = Path.Combine(_folder, "result.json");
        SampleRun run = SampleRun.Program("dotnet", ["exec", program, .. arguments, "--result", json]);
        Assert.True(run.ExitCode == 0, run.Output);
        return JsonDocument.Parse(File.ReadAllText(json));
    }
}
