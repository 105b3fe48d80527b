using Atlas.Runtime.Curves;
using Atlas.Runtime.Model;
using Atlas.Runtime.MultiScalar;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Commitments;

/// <summary>Cells and commitments of a model's constant polynomials: weights, packed small constants, tables (docs/protocol.md §3).</summary>
internal static class ConstantCommitter
{
    /// <summary>The integers of every committed polynomial; one constant that fills a polynomial is not copied.</summary>
    public static long[][] Cells(CompiledModel model, ConstantStore constants)
    {
        var cells = new long[model.Polynomials.Length][];
        foreach (ConstantSlot slot in model.Constants)
        {
            IntegerTensor tensor = constants[slot.Tensor];
            int size = 1 << model.Polynomials[slot.Polynomial].Variables;
            if (tensor.Info.PaddedSize == size)
            {
                cells[slot.Polynomial] = tensor.Array;
                continue;
            }

            cells[slot.Polynomial] ??= new long[size];
            tensor.Cells.CopyTo(cells[slot.Polynomial].AsSpan(slot.Block * tensor.Info.PaddedSize));
        }

        return cells;
    }

    /// <summary>Commitments of every polynomial's rows.</summary>
    public static G1Affine[][] Commit(CompiledModel model, long[][] cells, Srs srs, int threads, CancellationToken cancellation)
    {
        int width = 1 << model.LogWidth;
        (int Polynomial, int Row)[] rows =
            [.. model.Polynomials.SelectMany((polynomial, p) => Enumerable.Range(0, polynomial.RowCount(model.LogWidth)).Select(row => (p, row)))];
        G1Affine[][] commitments = Array.ConvertAll(model.Polynomials, polynomial => new G1Affine[polynomial.RowCount(model.LogWidth)]);
        StaticPartition.For(threads, rows.Length, (start, end, _) =>
        {
            for (int i = start; i < end; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                (int p, int row) = rows[i];
                ReadOnlySpan<long> values = cells[p].AsSpan(row * width, Math.Min(width, cells[p].Length));
                commitments[p][row] = Msm.ComputeSmall(srs.Powers[..values.Length], values);
            }
        });
        return commitments;
    }
}
