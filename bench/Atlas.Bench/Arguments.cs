namespace Atlas.Bench;

/// <summary>Options of the form "--name value". Not more, so that BenchmarkDotNet's own arguments can pass by.</summary>
internal sealed class Arguments(string[] args)
{
    public string? Find(string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public string Text(string name, string otherwise) => Find(name) ?? otherwise;

    public int Number(string name, int otherwise) =>
        Find(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

    public string[] List(string name, params string[] otherwise) => Find(name)?.Split(',') ?? otherwise;

    /// <summary>The arguments without an option and its value.</summary>
    public string[] Without(string name)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 ? args : [.. args[..at], .. args[Math.Min(at + 2, args.Length)..]];
    }
}
