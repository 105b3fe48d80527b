using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Tables of eq(point, ·) in pooled memory.</summary>
internal static class EqTables
{
    public static FieldTable Rent(ReadOnlySpan<Fr> point, Fr scale)
    {
        var table = FieldTable.Rent(1 << point.Length);
        Multilinear.EqTable(point, scale, table.Span);
        return table;
    }
}
