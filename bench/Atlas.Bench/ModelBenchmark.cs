using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atlas.Bench;

/// <summary>
/// The stage table of each sample model: runs the samples' programs, each in a process of its own so that peak memory is its own, and writes their reports with the
/// machine's description as one JSON file.
/// </summary>
internal static class ModelBenchmark
{
    private static readonly string[] Samples = ["MicroGpt", "MiniGpt", "NanoGpt"];

    /// <param name="args">Folder of the built samples (default samples), result file (default bench/results/models.json).</param>
    public static int Run(string[] args)
    {
        string samples = args.Length > 0 ? args[0] : "samples", result = args.Length > 1 ? args[1] : Path.Combine("bench", "results", "models.json");
        var models = new JsonArray();
        foreach (string sample in Samples)
        {
            string report = Path.GetTempFileName(), cache = Directory.CreateTempSubdirectory("atlas-bench").FullName;
            string program = Path.Combine(samples, sample, "bin", "Release", "net10.0", $"{sample}.dll");
            var start = new ProcessStartInfo("dotnet") { ArgumentList = { "exec", program, "--repeat", "5", "--json", report, "--out", cache } };
            start.Environment["ATLAS_CACHE"] = cache;
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                Console.Error.WriteLine($"{sample} failed with exit code {process.ExitCode}.");
                return 1;
            }

            models.Add(JsonNode.Parse(File.ReadAllText(report)));
            File.Delete(report);
            Directory.Delete(cache, recursive: true);
        }

        var document = new JsonObject
        {
            ["cpu"] = Cpu(),
            ["logicalCpus"] = Environment.ProcessorCount,
            ["system"] = RuntimeInformation.OSDescription,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["models"] = models,
        };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(result))!);
        File.WriteAllText(result, document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
        Console.WriteLine(result);
        return 0;
    }

    private static string Cpu()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
