using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Tables of eq(point, ·) in pooled memory, built from the lowest coordinate up: each step is one product and one subtraction over a run.</summary>
internal static class EqTables
{
    public static FieldTable Rent(ReadOnlySpan<Fr> point, Fr scale)
    {
        var table = FieldTable.Rent(1 << point.Length);
        table[0] = scale;
        for (int i = point.Length - 1, size = 1; i >= 0; i--, size *= 2)
        {
            Span<Fr> low = table.Span[..size], high = table.Span.Slice(size, size);
            Kernels.MultiplyScalar(high, low, point[i]);
            Kernels.Subtract(low, low, high);
        }

        return table;
    }
}
