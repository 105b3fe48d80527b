using System.Reflection;
using System.Text.RegularExpressions;

namespace Atlas.Architecture.Tests;

/// <summary>What a relying party runs: no prover, no threads, no unsafe code, checked arithmetic.</summary>
public sealed partial class VerifierTests
{
    [Fact]
    public void Verifier_TypesItUses_AreNoProversAndNoThreads()
    {
        using var references = new MetadataReferences("Atlas.Verifying");
        string[] types = [.. references.Types];

        Assert.Contains(types, static type => type.StartsWith("Atlas.Runtime.Model.", StringComparison.Ordinal));
        Assert.DoesNotContain(types, static type => type.StartsWith("Atlas.Runtime.Proving.", StringComparison.Ordinal));
        Assert.DoesNotContain(types, static type => type.StartsWith("System.Threading.Thread", StringComparison.Ordinal));
        Assert.DoesNotContain(types, static type => type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal));
    }

    [Fact]
    public void Verifier_Code_IsSafeAndChecked()
    {
        var project = Repository.Project("Atlas.Verifying");

        Assert.DoesNotContain(project.Descendants("AllowUnsafeBlocks"), static property => property.Value == "true");
        Assert.Contains(project.Descendants("CheckForOverflowUnderflow"), static property => property.Value == "true");
        Assert.All(Repository.Sources("Atlas.Verifying"), static source =>
        {
            Assert.DoesNotMatch(@"\bunsafe\b|\bunchecked\b|\bUnsafe\.|\bMemoryMarshal\.", source.Text);
            Assert.DoesNotContain("Atlas.Runtime.Proving", source.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Verifier_Collections_HaveAnOrder()
    {
        // The order of a Dictionary or HashSet is nobody's promise; a verifier that walked one could depend on it.
        using var references = new MetadataReferences("Atlas.Verifying");

        Assert.DoesNotContain("System.Collections.Generic.Dictionary`2", references.Types);
        Assert.DoesNotContain("System.Collections.Generic.HashSet`1", references.Types);
    }

    [Fact]
    public void Runtime_Prover_IsKnownToTheProversPartsAlone()
    {
        string[] users = [.. Repository.Sources("Atlas.Runtime")
            .Where(static source => UsesProving().IsMatch(source.Text) && !source.Path.StartsWith("Proving/", StringComparison.Ordinal))
            .Select(static source => source.Path)];

        Assert.All(users, static path => Assert.EndsWith("Committer.cs", path, StringComparison.Ordinal));
    }

    [Fact]
    public void Relations_AreWrittenOnce_AgainstTheChannel()
    {
        // A relation that knew one end of the channel could behave differently on the other.
        Type[] relations = [.. typeof(Runtime.AtlasException).Assembly.GetTypes().Where(static type => type is { Namespace: "Atlas.Runtime.Relations" })];
        IEnumerable<FieldInfo> fields = relations.SelectMany(static type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic));

        Assert.Contains(typeof(Runtime.Relations.Contraction), relations);
        Assert.DoesNotContain(fields, static field => field.FieldType.Namespace is "Atlas.Runtime.Proving" or "Atlas.Verifying");
        Assert.All(
            Repository.Sources("Atlas.Runtime").Where(static source => source.Path.StartsWith("Relations/", StringComparison.Ordinal)),
            static source => Assert.DoesNotContain("Proving", source.Text, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"using Atlas\.Runtime\.Proving|\bProving\.[A-Z]")]
    private static partial Regex UsesProving();
}
