namespace Atlas.Generator.Emission.Forward;

/// <summary>Collection expressions of many items, some to a line.</summary>
internal static class Wrap
{
    private const int ItemsOfALine = 16;

    public static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        if (all.Length <= ItemsOfALine)
        {
            return $"[{string.Join(", ", all)}]";
        }

        IEnumerable<string> lines = Enumerable.Range(0, (all.Length + ItemsOfALine - 1) / ItemsOfALine)
            .Select(line => "    " + string.Join(", ", all.Skip(line * ItemsOfALine).Take(ItemsOfALine)) + ",");
        return $"[\n{string.Join("\n", lines)}\n]";
    }
}
