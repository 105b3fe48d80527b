using System.Diagnostics;
using Atlas.Bench.Macro;

namespace Atlas.Bench.Compare;

/// <summary>Where the programs of a baseline are: a folder as it is, or a commit, checked out and built under artifacts/baseline once.</summary>
internal static class Baseline
{
    public static string Folder(string baseline, string[] models)
    {
        if (Directory.Exists(baseline))
        {
            return baseline;
        }

        string commit = Output("git", "rev-parse", "--verify", $"{baseline}^{{commit}}").Trim();
        string folder = Path.Combine("artifacts", "baseline", commit);
        if (!Directory.Exists(folder))
        {
            Output("git", "worktree", "add", "--detach", folder, commit);
        }

        foreach (string project in ModelProgram.Projects(models).Select(project => Path.Combine(folder, project)).Where(Directory.Exists))
        {
            Output("dotnet", "build", project, "-c", ModelProgram.Configuration, "-v", "q", "--nologo");
        }

        return folder;
    }

    private static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }
}
