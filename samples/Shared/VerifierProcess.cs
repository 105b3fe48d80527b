using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Atlas.Samples;

/// <summary>Runs the verifier's program, which lies in the folder "verifier" beside the sample, as a process of its own.</summary>
public static class VerifierProcess
{
    /// <returns>Whether it accepted the proof; its output goes to this process's.</returns>
    public static bool Accepts(ProofFolder files, string assembly, int promptLength)
    {
        using Process process = Process.Start(new ProcessStartInfo(Host())
        {
            ArgumentList =
            {
                "exec", Path.Combine(AppContext.BaseDirectory, "verifier", assembly),
                files.VerifyingKey, files.Proof, files.Text, promptLength.ToString(CultureInfo.InvariantCulture),
            },
        }) ?? throw new InvalidOperationException("The verifier's process did not start.");
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
