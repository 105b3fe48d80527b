using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Atlas.Architecture.Tests;

/// <summary>Projects and sources of the repository, as files.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Names of the projects under src.</summary>
    public static IEnumerable<string> Projects => Directory.GetDirectories(Path.Combine(Root, "src"))
        .Select(static folder => Path.GetFileName(folder))
        .Where(static name => File.Exists(PathOf(name)));

    public static XDocument Project(string name) => XDocument.Load(PathOf(name));

    /// <summary>Include values of the project's items of one kind, links and conditions as they are.</summary>
    public static IEnumerable<string> Items(string project, string kind) =>
        Project(project).Descendants(kind).Select(static item => (string?)item.Attribute("Include")).OfType<string>();

    /// <summary>Names of the projects that a project references.</summary>
    public static IEnumerable<string> References(string project) =>
        Items(project, "ProjectReference").Select(static path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

    /// <summary>Source files of a project: path relative to it, text.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string project)
    {
        string folder = Path.Combine(Root, "src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(static path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(folder, path))));
    }

    private static string PathOf(string project) => Path.Combine(Root, "src", project, project + ".csproj");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
