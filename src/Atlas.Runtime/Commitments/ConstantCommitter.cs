using Atlas.Runtime.Curves;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;

namespace Atlas.Runtime.Commitments;

/// <summary>Row commitments of weights, packed small constants and lookup tables: multi-scalar multiplications with small signed scalars.</summary>
internal static class ConstantCommitter
{
    /// <summary>All rows of one polynomial; <paramref name="cells"/>: its 2^variables integers.</summary>
    public static G1Affine[] Commit(Srs srs, int logWidth, CommittedPolynomial polynomial, ReadOnlySpan<long> cells, int threads)
    {
        var rows = new G1Affine[polynomial.RowCount(logWidth)];
        int size = Math.Min(1 << logWidth, cells.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row] = Msm.ComputeSmall(srs.Powers, cells.Slice(row * size, size), threads);
        }

        return rows;
    }
}
