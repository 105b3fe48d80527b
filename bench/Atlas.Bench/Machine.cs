using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Runtime.Fields;

namespace Atlas.Bench;

/// <summary>What every result says of the machine that it was measured on.</summary>
internal static class Machine
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n" };

    public static JsonObject Describe() => new()
    {
        ["cpu"] = Cpu(),
        ["logicalCpus"] = Environment.ProcessorCount,
        ["system"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["vectorBackend"] = VectorBackend.Current.Name,
    };

    /// <summary>Writes a result file, by default into bench/results, and says where it is.</summary>
    public static void Write(string path, JsonObject result)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, result.ToJsonString(Format) + "\n");
        Console.WriteLine(path);
    }

    private static string Cpu()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
