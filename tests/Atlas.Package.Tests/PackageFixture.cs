using System.Diagnostics;
using Atlas.Onnx;
using Atlas.Testing;

namespace Atlas.Package.Tests;

/// <summary>
/// The package in a feed of its own, and copies of the consumer projects in a folder outside of the repository, so that nothing but the package
/// reaches them.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    private readonly string _version = $"0.0.{Environment.ProcessId}-test";

    public PackageFixture()
    {
        CopyFolder("Consumer");
        CopyFolder("VerifierConsumer");
        const string sources = "<packageSources><clear /><add key=\"feed\" value=\"feed\" /></packageSources>";
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"<configuration>{sources}</configuration>\n");
        File.WriteAllText(Path.Combine(Root, "Directory.Build.props"), "<Project />\n");
        WriteModels(scale: 1);
        string package = Path.Combine(SampleModel.Root, "src", "Atlas.Package");
        Dotnet("pack", package, "--no-build", "-c", Configuration, "-o", Path.Combine(Root, "feed"), $"-p:PackageVersion={_version}");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("atlas-package-").FullName;

    public string Consumer => Path.Combine(Root, "Consumer");

    public string Verifier => Path.Combine(Root, "VerifierConsumer");

    public string ModelPath => Path.Combine(Consumer, "models", "tiny.onnx");

    public string WeightsPath => Path.Combine(Consumer, "models", "external.bin");

    public string KeyPath => Path.Combine(Consumer, "models", "tiny.vk");

    private static string Configuration =>
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    /// <summary>y = relu(x·W)·V, its weights in the file; and y = x·W, its weights in a file beside it.</summary>
    public void WriteModels(float scale)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ModelPath)!);
        File.WriteAllBytes(ModelPath, new OnnxModelBuilder()
            .Input("x", ElementType.Float, 1, 4)
            .Initializer("w", [.. Enumerable.Range(0, 8).Select(i => scale * (i - 3) / 4)], 4, 2)
            .Initializer("v", [1, -0.5f, 0.25f, 1], 2, 2)
            .Node("MatMul", ["x", "w"], ["h"])
            .Node("Relu", ["h"], ["a"])
            .Node("MatMul", ["a", "v"], ["y"])
            .Output("y")
            .Build());
        File.WriteAllBytes(Path.Combine(Consumer, "models", "external.onnx"), new OnnxModelBuilder()
            .Input("x", ElementType.Float, 1, 4)
            .ExternalInitializer("w", "external.bin", 0, 4, 2)
            .Node("MatMul", ["x", "w"], ["y"])
            .Output("y")
            .Build());
        WriteWeights(scale);
    }

    public void WriteWeights(float scale) =>
        File.WriteAllBytes(WeightsPath, [.. Enumerable.Range(0, 8).SelectMany(i => BitConverter.GetBytes(scale * (i - 2) / 3))]);

    public string Build(string project) => Dotnet("build", project, "-c", "Release", "-v", "q", "--nologo", $"-p:JoltAtlasVersion={_version}");

    /// <summary>Names of all files that a build left for its program.</summary>
    public static string[] Output(string project) =>
        [.. Directory.EnumerateFiles(Path.Combine(project, "bin", "Release", "net10.0"), "*", SearchOption.AllDirectories).Select(static path => Path.GetFileName(path)!)];

    /// <summary>Runs a built program.</summary>
    public string Run(string project, params string[] arguments) =>
        Dotnet(["exec", Path.Combine(project, "bin", "Release", "net10.0", Path.GetFileName(project) + ".dll"), .. arguments]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void CopyFolder(string name)
    {
        string source = Path.Combine(SampleModel.Root, "tests", "Atlas.Package.Tests", name), target = Path.Combine(Root, name);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    private string Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        start.Environment["ATLAS_CACHE"] = Path.Combine(Root, "cache");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";   // no server that outlives the test and its folder
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (string inherited in start.Environment.Keys.Where(static key => key.StartsWith("MSBuild", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(inherited);   // what a test host under MSBuild has: paths of its own SDK
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: exit code {process.ExitCode}\n{output}");
    }
}
