using System.Reflection;
using System.Text.RegularExpressions;

namespace Atlas.Soundness.Tests;

/// <summary>docs/soundness.md names tests that exist.</summary>
public partial class DocumentTests
{
    [Fact]
    public void Tests_NamedInTheSoundnessDocument_Exist()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "soundness.md"));
        HashSet<string> tests = [.. typeof(DocumentTests).Assembly.GetTypes().SelectMany(static type =>
            type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(static m => m.GetCustomAttribute<FactAttribute>() is not null).Select(m => $"{type.Name}.{m.Name}"))];
        string[] named = [.. TestName().Matches(text).Select(static match => match.Groups[1].Value)];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(tests));
    }

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z_]+)`")]
    private static partial Regex TestName();
}
