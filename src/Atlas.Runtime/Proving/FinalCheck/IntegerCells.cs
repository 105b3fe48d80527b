using System.Runtime.InteropServices;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>A constant of at most one row.</summary>
internal sealed class IntegerCells(long[] integers) : ConstantCells
{
    /// <summary>Elements whose cells are transposed at a time.</summary>
    private const int Block = 64;

    public override Fr[] SumRows(ReadOnlySpan<Fr> weights, int places)
    {
        // A claim on one constant of a packed polynomial has no weight on the others.
        var rows = new int[weights.Length];
        var used = new List<Fr>(weights.Length);
        int count = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (!weights[row].IsZero)
            {
                used.Add(weights[row]);
                rows[count++] = row * places;
            }
        }

        var result = new Fr[places];
        int columns = Math.Min(places, integers.Length);
        Kernels.CombineRows(result.AsSpan(0, columns), CollectionsMarshal.AsSpan(used), integers, rows.AsSpan(0, count), [.. Enumerable.Range(0, columns)]);
        return result;
    }

    public override void BindPlaces(ReadOnlySpan<Fr> places, Span<Fr> destination)
    {
        // The kernel wants the elements side by side, so blocks of cells are transposed.
        int width = places.Length;
        Span<long> cells = stackalloc long[width * Block];
        int[] rows = [.. Enumerable.Range(0, width).Select(static a => a * Block)], columns = [.. Enumerable.Range(0, Block)];
        for (int start = 0; start < destination.Length; start += Block)
        {
            int count = Math.Min(Block, destination.Length - start);
            cells.Clear();
            ReadOnlySpan<long> block = integers.AsSpan(Math.Min(start * width, integers.Length)..Math.Min((start + count) * width, integers.Length));
            for (int i = 0; i < block.Length; i++)
            {
                cells[(i % width * Block) + (i / width)] = block[i];
            }

            Kernels.CombineRows(destination.Slice(start, count), places, cells, rows, columns.AsSpan(0, count));
        }
    }

    public override void AddRows(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums)
    {
        if (start < integers.Length)
        {
            Span<Fr> values = stackalloc Fr[Math.Min(sums.Length, integers.Length - start)];
            IntegerConversion.Scale(integers.AsSpan(start, values.Length), rowWeights[0], values);
            Add(values, sums);
        }
    }
}
