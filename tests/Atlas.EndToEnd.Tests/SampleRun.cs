using System.Diagnostics;

namespace Atlas.EndToEnd.Tests;

/// <summary>A finished run of a program of the checkout.</summary>
internal sealed record SampleRun(int ExitCode, string Output)
{
    /// <summary>Runs a built program of samples/.</summary>
    public static SampleRun Start(string project, string assembly, params string[] arguments) =>
        Program("dotnet", ["exec", Repository.Path("samples", project, "bin", Repository.Configuration, "net10.0", assembly), .. arguments]);

    public static SampleRun Program(string fileName, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return new SampleRun(process.ExitCode, output);
    }
}
