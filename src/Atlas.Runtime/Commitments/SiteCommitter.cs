using System.Buffers;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// Commitments of one-hot polynomials: a row of 2^w cells is the sum of the reference string's points at its ones, one addition a digit and never a scalar multiplication.
/// </summary>
internal static class SiteCommitter
{
    /// <summary>
    /// Row commitments of P_s, in the order of <see cref="SiteCommitment.Rows"/>. <paramref name="digits"/>: D rows of 2^n bytes; 16 and more have no one.
    /// </summary>
    public static G1Affine[] Commit(Srs srs, int logWidth, SiteCommitment commitment, ReadOnlyMemory<byte> digits, int threads)
    {
        int[] rows = commitment.Rows;
        var sums = new G1Affine[rows.Length];
        int workers = digits.Length < 1 << 13 ? 1 : threads;
        StaticPartition.For(workers, rows.Length, (start, end, _) =>
        {
            // A row holds 2^(w-κ) columns (c, e) in their order, so its columns are one slice of the digit-major bytes (shorter polynomials have one row).
            int columns = Math.Min(1 << (logWidth - Site.Kappa), digits.Length);
            int[] indices = ArrayPool<int>.Shared.Rent((end - start) * columns);
            var starts = new int[end - start + 1];
            int count = 0;
            for (int i = start; i < end; i++)
            {
                count = Select(digits.Span, rows[i] * columns, columns, indices, count);
                starts[i - start + 1] = count;
            }

            SubsetSum.Compute(srs.Powers, indices.AsSpan(0, count), starts, sums.AsSpan(start, end - start));
            ArrayPool<int>.Shared.Return(indices);
        });
        return sums;
    }

    private static int Select(ReadOnlySpan<byte> digits, int first, int columns, Span<int> indices, int count)
    {
        int last = Math.Min(digits.Length, first + columns);
        for (int column = first; column < last; column++)
        {
            byte digit = digits[column];
            if (digit < Site.K)
            {
                indices[count++] = ((column - first) << Site.Kappa) | digit;
            }
        }

        return count;
    }
}
