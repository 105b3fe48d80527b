using System.Text.RegularExpressions;

namespace Atlas.Architecture.Tests;

/// <summary>The mathematics at the bottom of the runtime: each folder knows only those before it, and nothing of proofs.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Order =
        ["Platform", "Arithmetic", "Serialization", "Fields", "Curves", "Pairings", "MultiScalar", "Polynomials", "Transcripts"];

    public static TheoryData<string> Folders => [.. Order];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_Uses_OnlyThoseBeforeIt(string folder)
    {
        (string Path, string Text)[] files =
            [.. Repository.Sources("Atlas.Runtime").Where(source => source.Path.StartsWith(folder + "/", StringComparison.Ordinal))];
        string[] allowed = Order[..(Array.IndexOf(Order, folder) + 1)];

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Empty(Using().Matches(file.Text).Select(static match => match.Groups[1].Value).Except(allowed)));
    }

    [GeneratedRegex(@"^using (?:static )?Atlas\.Runtime\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}
