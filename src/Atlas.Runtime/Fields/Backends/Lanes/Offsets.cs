namespace Atlas.Runtime.Fields.Backends.Lanes;

/// <summary>Positions in a table of integers.</summary>
internal static class Offsets
{
    public static bool AreContiguous(ReadOnlySpan<int> offsets)
    {
        for (var i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] != offsets[0] + i)
            {
                return false;
            }
        }

        return true;
    }
}
