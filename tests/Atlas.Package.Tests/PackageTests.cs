using System.Diagnostics;
using Xunit.Abstractions;

namespace Atlas.Package.Tests;

/// <summary>The packed package, as a stranger's project has it: restored from a feed, built, run, rebuilt after edits.</summary>
public sealed class PackageTests(PackageFixture package, ITestOutputHelper output) : IClassFixture<PackageFixture>
{
    [Fact]
    public void Consumer_ThroughItsLife_BuildsProvesAndFollowsItsModels()
    {
        // One story, since each step starts from the build before it.
        string build = Timed("first build", () => package.Build(package.Consumer));
        Assert.Contains("warning ATLAS009", build, StringComparison.Ordinal);
        string[] first = Lines(package.Run(package.Consumer, package.KeyPath));
        Assert.Equal(("True", "True", "embedded no key"), (first[0].Split(' ')[2], first[1].Split(' ')[2], first[2]));
        Assert.Contains("external.bin", PackageFixture.Output(package.Consumer));

        // The program has written the key that the project names: now it is embedded.
        build = Timed("build with the key", () => package.Build(package.Consumer));
        Assert.DoesNotContain("ATLAS0", build, StringComparison.Ordinal);
        Assert.Equal([first[0], first[1], "embedded True"], Lines(package.Run(package.Consumer, package.KeyPath)));

        // Another file of the project.
        File.AppendAllText(Path.Combine(package.Consumer, "Program.cs"), "// edited\n");
        Timed("build after an unrelated edit", () => package.Build(package.Consumer));
        Timed("build without an edit", () => package.Build(package.Consumer));

        // Other bytes of external data under the old time stamp; the model itself stays.
        DateTime stamp = File.GetLastWriteTimeUtc(package.WeightsPath);
        package.WriteWeights(scale: 0.5f);
        File.SetLastWriteTimeUtc(package.WeightsPath, stamp);
        Timed("build after an edit of external data", () => package.Build(package.Consumer));
        string[] second = Lines(package.Run(package.Consumer, package.KeyPath));
        Assert.Equal(first[0], second[0]);
        Assert.NotEqual(first[1].Split(' ')[1], second[1].Split(' ')[1]);
        Assert.Equal("True", second[1].Split(' ')[2]);
        Assert.NotEqual(first[1].Split(' ')[3..], second[1].Split(' ')[3..]);

        // Other bytes of both models under the old time stamps: the key is stale.
        stamp = File.GetLastWriteTimeUtc(package.ModelPath);
        package.WriteModels(scale: 2);
        File.SetLastWriteTimeUtc(package.ModelPath, stamp);
        Assert.Contains("warning ATLAS010", package.Build(package.Consumer), StringComparison.Ordinal);
        string[] third = Lines(package.Run(package.Consumer, package.KeyPath));
        Assert.NotEqual(first[0], third[0]);
        Assert.Equal(("True", "embedded no key"), (third[0].Split(' ')[2], third[2]));
    }

    [Fact]
    public void VerifierConsumer_Built_ShipsNeitherProverNorModel()
    {
        package.Build(package.Verifier);
        string[] files = PackageFixture.Output(package.Verifier);

        Assert.Contains("Atlas.Verifying.dll", files);
        Assert.DoesNotContain("Atlas.Ceremony.dll", files);
        Assert.DoesNotContain(files, static file => file.EndsWith(".onnx", StringComparison.Ordinal));
    }

    private T Timed<T>(string what, Func<T> work)
    {
        long start = Stopwatch.GetTimestamp();
        T result = work();
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        return result;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
