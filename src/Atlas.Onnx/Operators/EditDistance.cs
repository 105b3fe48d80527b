namespace Atlas.Onnx.Operators;

/// <summary>How alike two names are, for messages.</summary>
internal static class EditDistance
{
    /// <summary>Insertions, deletions and replacements that turn one name into the other; upper and lower case are the same.</summary>
    public static int Between(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)], current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replace = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + replace);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
