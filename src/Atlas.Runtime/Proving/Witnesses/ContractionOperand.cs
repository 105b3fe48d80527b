using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// One operand of a contraction, seen as rows: for each value of some leading letters a run of the contracted letters. Uses the tensor's own memory
/// where the one contracted letter is the last axis, which is how weights are stored; else packs a copy and sums the letters that nobody else has.
/// </summary>
internal sealed class ContractionOperand
{
    private readonly long[] _cells;
    private readonly int[] _rows;

    private ContractionOperand(long[] cells, int[] rows)
    {
        _cells = cells;
        _rows = rows;
    }

    /// <param name="tensor">A narrow tensor.</param>
    /// <param name="letters">One letter an axis.</param>
    /// <param name="rows">Letters of the rows, the leading one first.</param>
    /// <param name="inner">Contracted letters.</param>
    /// <param name="sizes">True size of each letter.</param>
    public static ContractionOperand Of(IntegerTensor tensor, string letters, string rows, string inner, SortedDictionary<char, int> sizes)
    {
        string lonely = string.Concat(letters.Where(x => !rows.Contains(x) && !inner.Contains(x)));
        int[] starts = Offsets(tensor.Info, letters, rows, sizes);
        if (lonely.Length == 0 && (inner.Length == 0 || (inner.Length == 1 && letters[^1] == inner[0])))
        {
            return new ContractionOperand(tensor.Array, starts);
        }

        int[] run = Offsets(tensor.Info, letters, inner, sizes), summed = Offsets(tensor.Info, letters, lonely, sizes);
        var packed = new long[starts.Length * run.Length];
        var packedRows = new int[starts.Length];
        ReadOnlySpan<long> cells = tensor.Cells;
        for (int r = 0, at = 0; r < starts.Length; r++)
        {
            packedRows[r] = at;
            foreach (int offset in run)
            {
                long sum = 0;
                foreach (int other in summed)
                {
                    sum += cells[starts[r] + offset + other];
                }

                packed[at++] = sum;
            }
        }

        return new ContractionOperand(packed, packedRows);
    }

    public ReadOnlySpan<long> Row(int row, int length) => _cells.AsSpan(_rows[row], length);

    /// <summary>Where each combination of some letters' true values lies in a tensor's table.</summary>
    public static int[] Offsets(TensorInfo info, string letters, string chosen, SortedDictionary<char, int> sizes)
    {
        int[] offsets = [0];
        foreach (char letter in chosen)
        {
            int axis = letters.IndexOf(letter, StringComparison.Ordinal), size = sizes[letter], below = 0;
            for (int k = axis + 1; axis >= 0 && k < info.Rank; k++)
            {
                below += info.AxisBits[k];
            }

            var next = new int[offsets.Length * size];
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = offsets[i / size] + (axis < 0 ? 0 : (i % size) << below);
            }

            offsets = next;
        }

        return offsets;
    }
}
