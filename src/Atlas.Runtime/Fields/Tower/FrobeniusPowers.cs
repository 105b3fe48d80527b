namespace Atlas.Runtime.Fields.Tower;

/// <summary>What the map x ↦ x^q makes of the tower's generators.</summary>
internal static class FrobeniusPowers
{
    /// <summary>Entry i is (w^i)^(q-1) = (9 + u)^(i(q-1)/6).</summary>
    public static ReadOnlySpan<Fq2> OfW => Table;

    private static readonly Fq2[] Table = Create();

    private static Fq2[] Create()
    {
        var table = new Fq2[6];
        var step = Fq2.NonResidue.Pow((Fq.Modulus - 1) / 6);
        table[0] = Fq2.One;
        for (var i = 1; i < table.Length; i++)
        {
            table[i] = table[i - 1] * step;
        }

        return table;
    }
}
