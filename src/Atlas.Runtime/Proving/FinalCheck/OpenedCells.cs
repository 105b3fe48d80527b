using Atlas.Runtime.Commitments;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_i γ^i f_i, rows combined: the polynomial that is opened. It is made block by block, each from all rows of all members, so that the block's sums stay
/// in the first-level cache and a one-hot one costs one addition without carries; the blocks are divided among the threads.
/// </summary>
internal static unsafe class OpenedCells
{
    /// <summary>Cells of a block: their sums take 32 KB.</summary>
    public const int Block = 512;

    /// <param name="members">The provers of the final check's members.</param>
    /// <param name="rows">For each member the rows of its commitment.</param>
    /// <param name="statement">The weights.</param>
    /// <param name="threads">Number of threads.</param>
    public static FieldTable Combine(IMemberProver[] members, Func<int, int[]> rows, OpeningStatement statement, int threads)
    {
        var weights = new Fr[members.Length][];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = statement.RowWeights(i, rows(i));
        }

        var cells = FieldTable.Rent(1 << statement.LogWidth);
        StaticPartition.For(threads, (cells.Length + Block - 1) / Block, (start, end, _) =>
        {
            byte* memory = stackalloc byte[WideSum.AlignedBytes(Block)];
            Span<WideSum> sums = WideSum.Aligned(memory, Math.Min(Block, cells.Length));
            for (int block = start; block < end; block++)
            {
                sums.Clear();
                for (int i = 0; i < members.Length; i++)
                {
                    members[i].Combine(weights[i], block * Block, sums);
                }

                WideSum.Reduce(sums, cells.Span.Slice(block * Block, sums.Length));
            }
        });
        return cells;
    }
}
