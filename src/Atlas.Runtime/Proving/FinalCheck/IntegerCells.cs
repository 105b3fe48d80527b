using System.Runtime.InteropServices;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>A constant of at most one row.</summary>
internal sealed class IntegerCells(long[] integers) : ConstantCells
{
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
        // Whole groups of places by the vector kernel; the last of a polynomial of fewer cells by itself.
        int width = places.Length, whole = integers.Length / width;
        int[] rows = [.. Enumerable.Range(0, width)], columns = [.. Enumerable.Range(0, whole).Select(e => e * width)];
        Kernels.CombineRows(destination[..whole], places, integers, rows, columns);
        if (whole < destination.Length)
        {
            destination[whole..].Clear();
            destination[whole] = Kernels.InnerProduct(places[..(integers.Length % places.Length)], integers.AsSpan(whole * places.Length));
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
