using Atlas.Testing;

namespace Atlas.Compiler.Tests;

/// <summary>Reviewed text files beside the tests; the environment variable UPDATE_SNAPSHOTS=1 rewrites them.</summary>
internal static class Snapshot
{
    public static void Check(string file, string actual)
    {
        string path = Path.Combine(SampleModel.Root, "tests", "Atlas.Compiler.Tests", "Snapshots", file);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
