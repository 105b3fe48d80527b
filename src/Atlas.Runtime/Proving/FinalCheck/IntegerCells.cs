using System.Runtime.InteropServices;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>A constant of at most one row.</summary>
internal sealed class IntegerCells(long[] integers) : ConstantCells
{
    public override int Length => integers.Length;

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
        for (int e = 0; e < destination.Length; e++)
        {
            ReadOnlySpan<long> row = Row(e, places.Length);
            var sum = new FrAccumulator();
            for (int a = 0; a < row.Length; a++)
            {
                sum.AddProduct(places[a], row[a]);
            }

            destination[e] = sum.Reduce();
        }
    }

    public override void AddRows(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums)
    {
        if (start < integers.Length)
        {
            Span<Fr> values = stackalloc Fr[Math.Min(sums.Length, integers.Length - start)];
            IntegerConversion.ToField(integers.AsSpan(start, values.Length), values);
            AddScaled(values, rowWeights[0], sums);
        }
    }

    private ReadOnlySpan<long> Row(int e, int places) => integers.AsSpan(e * places, Math.Min(places, integers.Length - (e * places)));
}
