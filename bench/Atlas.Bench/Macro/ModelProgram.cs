using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Atlas.Bench.Macro;

/// <summary>A program that proves one model and reports its stages: a sample, or the bench's own of digits-mlp.</summary>
internal sealed record ModelProgram(string Model, string Path)
{
#if DEBUG
    public const string Configuration = "Debug";
#else
    public const string Configuration = "Release";
#endif

    private static readonly (string Model, string Folder, string Name)[] Known =
        [("microgpt", "samples", "MicroGpt"), ("minigpt", "samples", "MiniGpt"), ("nanogpt", "samples", "NanoGpt"), ("digits-mlp", "bench", "DigitsMlp")];

    /// <summary>Folders in a checkout of the projects of models.</summary>
    public static IEnumerable<string> Projects(string[] models) =>
        Known.Where(known => models.Contains(known.Model)).Select(static known => System.IO.Path.Combine(known.Folder, known.Name));

    /// <summary>
    /// The programs in a checkout that was built, or in a folder that samples were published into, one folder each; those of <paramref name="models"/>, where any are named.
    /// </summary>
    public static IReadOnlyList<ModelProgram> In(string root, params string[] models)
    {
        var programs = new List<ModelProgram>();
        foreach ((string model, string folder, string name) in Known)
        {
            string file = OperatingSystem.IsWindows() ? $"{name}.exe" : name;
            string[] places = [System.IO.Path.Combine(root, name, file), System.IO.Path.Combine(root, folder, name, "bin", Configuration, "net10.0", file)];
            if ((models.Length == 0 || models.Contains(model)) && places.FirstOrDefault(File.Exists) is { } path)
            {
                programs.Add(new ModelProgram(model, System.IO.Path.GetFullPath(path)));
            }
        }

        return programs.Count > 0 ? programs : throw new FileNotFoundException($"No program of a model in {root}: build the samples for {Configuration}, or publish them.");
    }

    /// <summary>Proves in a process of its own, with an empty key cache, so that set-up and peak memory are its own.</summary>
    public JsonObject Run(int threads, int repeat, bool report = false)
    {
        string folder = Directory.CreateTempSubdirectory("atlas-bench").FullName, json = System.IO.Path.Combine(folder, "report.json");
        string[] arguments =
        [
            "--threads", threads.ToString(CultureInfo.InvariantCulture), "--repeat", repeat.ToString(CultureInfo.InvariantCulture), "--json", json, "--out", folder,
            .. report ? ["--report"] : Array.Empty<string>(),
        ];
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true };
        start.Environment["ATLAS_CACHE"] = folder;
        start.Environment["DOTNET_ROOT"] = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        try
        {
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? JsonNode.Parse(File.ReadAllText(json))!.AsObject()
                : throw new InvalidOperationException($"{Path} ended with {process.ExitCode}: {output}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
