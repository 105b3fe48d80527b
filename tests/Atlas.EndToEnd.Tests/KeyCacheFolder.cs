using System.Runtime.CompilerServices;
using Atlas.Runtime.Proving;

namespace Atlas.EndToEnd.Tests;

/// <summary>The tests, and the programs that they start, keep their keys in a folder of their own, so that no key of an earlier build is used.</summary>
internal static class KeyCacheFolder
{
    [ModuleInitializer]
    internal static void Use()
    {
        string folder = Directory.CreateTempSubdirectory("atlas-keys").FullName;
        Environment.SetEnvironmentVariable(KeyCache.EnvironmentVariable, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
