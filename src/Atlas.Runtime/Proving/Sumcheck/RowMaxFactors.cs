using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>The factors of a row maximum's sum, over rows and columns.</summary>
internal sealed class RowMaxFactors(RowMaxSum sum, Witness witness)
{
    private readonly int _columnBits = sum.Relation.Region.AxisBits[^1];
    private readonly int[] _validColumns = RowCursor.ValidColumns(sum.Relation.Region);
    private readonly SiteDigits _digits = witness.Digits(sum.Relation.IndexSite);
    private readonly IntegerTensor _source = witness.Tensor(sum.Relation.Source);

    /// <summary>P_s(c, row, j_c) for the cells [start, end).</summary>
    public void WritePlaces(Span<Fr> table, int c, int start, int end)
    {
        Site site = _digits.Site;
        int offset = site.Offsets[c], mask = (1 << site.Widths[c]) - 1;
        ReadOnlySpan<byte> digits = _digits[c];
        for (int e = start; e < end; e++)
        {
            table[e] = digits[e >> _columnBits] == ((e >> offset) & mask) ? Fr.One : Fr.Zero;
        }
    }

    /// <summary>x + γ·valid for the cells [start, end).</summary>
    public void WriteValues(Span<Fr> table, int start, int end)
    {
        _source.ToField(start, table[start..end]);
        for (int e = start; e < end; e++)
        {
            if ((e & ((1 << _columnBits) - 1)) < _validColumns[e >> _columnBits])
            {
                table[e] += sum.Gamma;
            }
        }
    }
}
