using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Atlas.Samples;

/// <summary>
/// Runs the verifier's program, which lies in the folder "verifier" beside the sample, as a process of its own: an assembly where the sample was built, a program by itself where it was published.
/// </summary>
public static class VerifierProcess
{
    /// <returns>Whether it accepted the proof; its output goes to this process's.</returns>
    public static bool Accepts(ProofFolder files, string program, int promptLength)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "verifier", program);
        string native = OperatingSystem.IsWindows() ? $"{path}.exe" : path;
        ProcessStartInfo start = File.Exists(native) ? new ProcessStartInfo(native) : new ProcessStartInfo(Host()) { ArgumentList = { "exec", $"{path}.dll" } };
        foreach (string argument in new[] { files.VerifyingKey, files.Proof, files.Text, promptLength.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The verifier's process did not start.");
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>The dotnet program that this process's own runtime belongs to, else the one on the path.</summary>
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string own = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name);
        return File.Exists(own) ? Path.GetFullPath(own) : name;
    }
}
