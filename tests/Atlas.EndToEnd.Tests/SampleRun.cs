using System.Diagnostics;

namespace Atlas.EndToEnd.Tests;

/// <summary>A finished run of a program of the checkout.</summary>
internal sealed record SampleRun(int ExitCode, string Output)
{
    /// <summary>Runs a built program of samples/.</summary>
    public static SampleRun Start(string project, string assembly, params string[] arguments)
    {
        string path = Repository.Path("samples", project, "bin", Repository.Configuration, "net10.0", assembly);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, ArgumentList = { "exec", path } };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return new SampleRun(process.ExitCode, output);
    }
}
