using System.Text.Json;

namespace Atlas.EndToEnd.Tests;

/// <summary>The samples as their users run them: processes, files, options.</summary>
public sealed class SampleProgramTests : IDisposable
{
    private static readonly string[] ReportKeys =
    [
        "model", "threads", "vectorBackend", "setupSeconds", "witnessSeconds", "commitSeconds", "walkSeconds", "finalCheckSeconds", "openingSeconds", "proveSeconds",
        "proveSecondsFirst", "verifySeconds", "proofBytes", "verifyingKeyBytes", "peakMemoryBytes", "ones", "sumcheckRounds", "verified", "costs",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("atlas-sample").FullName;

    public static TheoryData<string> Models => ModelUnderTest.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Models))]
    public void Sample_AllOptions_VerifiesInASecondProcessAndReports(string name)
    {
        string json = Path.Combine(_folder, "report.json"), trace = Path.Combine(_folder, "trace.json"), program = ModelUnderTest.ClassName(name);

        SampleRun run = SampleRun.Start(program, $"{program}.dll", "--out", _folder, "--json", json, "--trace", trace, "--trace-terminal", "--repeat", "2", "--threads", "2", "--report");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("verified:", run.Output, StringComparison.Ordinal);
        Assert.Contains("in use", run.Output, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(ReportKeys, report.RootElement.EnumerateObject().Select(static property => property.Name));
        Assert.True(report.RootElement.GetProperty("verified").GetBoolean());
        AssertTraceHas(trace, "witness", "commitments", "walk", "final check", "opening", "verify");
    }

    [Fact]
    public void Verifier_OtherTextOrOtherPromptOrDamagedProof_Rejects()
    {
        Assert.Equal(0, SampleRun.Start("MicroGpt", "MicroGpt.dll", "--out", _folder, "--prompt", "mar", "--count", "5").ExitCode);
        string key = Path.Combine(_folder, "microgpt.vk"), proof = Path.Combine(_folder, "microgpt.proof"), text = Path.Combine(_folder, "microgpt.txt");
        string other = Path.Combine(_folder, "other.txt"), damaged = Path.Combine(_folder, "damaged.proof");
        string proven = File.ReadAllText(text);
        File.WriteAllText(other, proven[..^1] + (proven[^1] == 'q' ? 'z' : 'q'));
        byte[] bytes = File.ReadAllBytes(proof);
        bytes[^1] ^= 4;
        File.WriteAllBytes(damaged, bytes);

        Assert.Equal(0, Verify(key, proof, text, "3"));
        Assert.Equal(1, Verify(key, proof, text, "1"));
        Assert.Equal(1, Verify(key, proof, other, "3"));
        Assert.Equal(1, Verify(key, damaged, text, "3"));
        Assert.Equal(2, Verify(proof, proof, text, "3"));
    }

    [Fact]
    public void Verifier_Program_ContainsRuntimeAndVerifierOnly()
    {
        string folder = Repository.Path("samples", "NanoGpt", "bin", Repository.Configuration, "net10.0", "verifier");

        Assert.Equal(["Atlas.Runtime.dll", "Atlas.Verifying.dll", "NanoGpt.Verifier.dll"], Directory.GetFiles(folder, "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sample_ContinuationThatDoesNotFit_SaysSo()
    {
        SampleRun run = SampleRun.Start("MicroGpt", "MicroGpt.dll", "--out", _folder, "--prompt", "mar", "--count", "100");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("must fit", run.Output, StringComparison.Ordinal);
    }

    private static int Verify(string key, string proof, string text, string promptLength) =>
        SampleRun.Start("MicroGpt.Verifier", "MicroGpt.Verifier.dll", key, proof, text, promptLength).ExitCode;

    private static void AssertTraceHas(string path, params string[] names)
    {
        using JsonDocument trace = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] events = [.. trace.RootElement.GetProperty("traceEvents").EnumerateArray()];
        Assert.All(events, static e => Assert.True(e.GetProperty("ph").GetString() == "X" && e.GetProperty("dur").GetDouble() >= 0));
        Assert.Subset(events.Select(static e => e.GetProperty("name").GetString()!).ToHashSet(), names.ToHashSet());
    }
}
