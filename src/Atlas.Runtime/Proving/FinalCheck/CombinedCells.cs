using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>Σ_i eq(r_hi, i)·row_i of a long constant.</summary>
internal sealed class CombinedCells : ConstantCells
{
    private readonly Fr[] _cells;

    /// <param name="integers">All rows.</param>
    /// <param name="rowWeights">eq(r_hi, ·).</param>
    public CombinedCells(long[] integers, ReadOnlySpan<Fr> rowWeights)
    {
        int length = integers.Length / rowWeights.Length;
        _cells = new Fr[length];
        int[] rows = [.. Enumerable.Range(0, rowWeights.Length).Select(row => row * length)], columns = [.. Enumerable.Range(0, length)];
        Kernels.CombineRows(_cells, rowWeights, integers, rows, columns);
    }

    public override Fr[] SumRows(ReadOnlySpan<Fr> weights, int places)
    {
        var result = new Fr[places];
        Span<Fr> product = stackalloc Fr[places];
        for (int e = 0; e < weights.Length; e++)
        {
            Kernels.MultiplyScalar(product, _cells.AsSpan(e * places, places), weights[e]);
            Kernels.Add(result, result, product);
        }

        return result;
    }

    public override void BindPlaces(ReadOnlySpan<Fr> places, Span<Fr> destination)
    {
        for (int e = 0; e < destination.Length; e++)
        {
            destination[e] = Kernels.InnerProduct(places, _cells.AsSpan(e * places.Length, places.Length));
        }
    }

    /// <summary>
    /// The opening's weights are γ^i·eq(ρ_{≥w}, 0)·eq(r_hi, ·), a multiple of those of this combination; eq sums to one, so the weights' sum is the
    /// multiple.
    /// </summary>
    public override void AddRows(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums)
    {
        if (start < _cells.Length)
        {
            Span<Fr> values = stackalloc Fr[Math.Min(sums.Length, _cells.Length - start)];
            Kernels.MultiplyScalar(values, _cells.AsSpan(start, values.Length), Kernels.Sum(rowWeights));
            Add(values, sums);
        }
    }
}
