using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Reference.Opening;

/// <summary>Commitments of dense tables, in rows of 2^w cells (docs/protocol.md §3).</summary>
public static class RowCommitter
{
    /// <summary>Σ cell_j·[τ^j]; a table of zeros and ones by plain additions.</summary>
    public static G1Affine Commit(Srs srs, ReadOnlySpan<Fr> cells)
    {
        var bases = new List<G1Affine>();
        var scalars = new List<Fr>();
        for (int j = 0; j < cells.Length; j++)
        {
            if (!cells[j].IsZero)
            {
                bases.Add(srs.Powers[j]);
                scalars.Add(cells[j]);
            }
        }

        return scalars.TrueForAll(static s => s.IsOne)
            ? bases.Aggregate(G1Jacobian.Infinity, static (sum, p) => sum + p).ToAffine()
            : Msm.Compute(bases.ToArray(), scalars.ToArray());
    }

    /// <summary>Every row of a polynomial.</summary>
    public static G1Affine[] CommitRows(Srs srs, Fr[] table, int logWidth) =>
        [.. table.Chunk(1 << logWidth).Select(row => Commit(srs, row))];

    /// <summary>The given rows of a polynomial.</summary>
    public static G1Affine[] CommitRows(Srs srs, Fr[] table, int logWidth, int[] rows) =>
        [.. rows.Select(row => Commit(srs, table.AsSpan(row << logWidth, Math.Min(table.Length, 1 << logWidth))))];
}
