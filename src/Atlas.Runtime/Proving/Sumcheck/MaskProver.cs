using Atlas.Runtime.Fields;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Σ_x front(x)·valid(x)·(Σ c_i t_i(x) + const); sends the t_i at the end point.</summary>
internal sealed class MaskProver(MaskSum sum, Witness witness, int threads)
    : FactorProductProver(sum.Front, free: 0, 2, Factors(sum.Relation, witness), threads)
{
    public override Fr[] Finals()
    {
        var values = new Fr[sum.Relation.Terms.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Point point = sum.Relation.TermPoint(i, sum.Point);
            values[i] = witness.Tensor(sum.Relation.Terms[i].Tensor).Evaluate(point.Coordinates, Threads);
        }

        return values;
    }

    /// <summary>The factors valid and Σ c_i t_i + const, the latter on the whole cube, padding included; row by row, a row being the last axis.</summary>
    private static FactorFill Factors(Affine relation, Witness witness)
    {
        TensorInfo output = relation.Output;
        int[] columns = RowCursor.ValidColumns(output);
        MaskTerm[] terms = [.. relation.Terms.Select(term => new MaskTerm(output, witness.Tensor(term.Tensor), term))];
        int bits = output.Rank == 0 ? 0 : output.AxisBits[^1];
        return (table, factor, start, end) =>
        {
            for (int at = start, next; at < end; at = next)
            {
                int row = at >> bits, column = at - (row << bits);
                next = Math.Min((row + 1) << bits, end);
                Span<Fr> cells = table[at..next];
                if (factor == 0)
                {
                    cells.Clear();
                    cells[..Math.Clamp(columns[row] - column, 0, cells.Length)].Fill(Fr.One);
                    continue;
                }

                cells.Fill(relation.Constant);
                foreach (MaskTerm term in terms)
                {
                    term.AddTo(cells, row, column);
                }
            }
        };
    }
}
