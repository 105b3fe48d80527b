using Atlas.Generator.Emission.Text;

namespace Atlas.Generator.Tests.Emission;

public sealed class LineBreakerTests
{
    [Fact]
    public void Break_ShortStatement_IsUnchanged() => Assert.Equal("F(a, b);", LineBreaker.Break("F(a, b);"));

    [Fact]
    public void Break_LongCall_FillsLinesWithWholeArguments()
    {
        string[] arguments = [.. Enumerable.Range(0, 40).Select(static i => $"new Term({i}, [1, 2], \"a, (\\\" b\")")];
        string statement = $"Run({string.Join(", ", arguments)});";
        string[] lines = LineBreaker.Break(statement).Split('\n');

        Assert.Equal("Run(", lines[0]);
        Assert.All(lines[1..], static line => Assert.StartsWith("    new Term(", line, StringComparison.Ordinal));
        Assert.All(lines, static line => Assert.True(line.Length <= 140 && !line.EndsWith(' ')));
        Assert.Equal(statement.Replace(" ", ""), string.Concat(lines).Replace(" ", ""));
    }

    [Fact]
    public void Break_OneLongArgument_IsUnchanged()
    {
        string statement = $"Run({new string('x', 200)});";

        Assert.Equal(statement, LineBreaker.Break(statement));
    }
}
