using Atlas.Runtime.Fields;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_{row,j} front(row)·Π_c P_s(c,row,j_c)·y(row,j), y = x + γ·valid. The row rounds are a product of tables over rows and columns, of which the address factors are zero nearly
/// everywhere in the first, most expensive rounds; the column rounds are a product of two tables.
/// </summary>
internal sealed class RowMaxProver : SumProver
{
    private readonly RowMaxSum _sum;
    private readonly FactorProductProver _rows;
    private readonly int _digits;
    private FieldTable? _address;

    public RowMaxProver(RowMaxSum sum, Witness witness, int threads)
        : base(threads)
    {
        _sum = sum;
        _digits = sum.Relation.IndexSite.Count;
        _rows = new FactorProductProver(sum.Front, sum.Relation.Region.AxisBits[^1], _digits + 1, Factors(sum, witness), threads);
        OpenColumns();
    }

    private ReadOnlySpan<Fr> Y => _rows.Values(_digits);

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        if (_address is null)
        {
            _rows.Round(claim, coefficients);
            return;
        }

        int half = Y.Length / 2;
        QuadraticRound round = Kernels.QuadraticSums(_address.Halves, new Halves(Y[..half], Y[half..]));
        coefficients[0] = round.Constant;
        coefficients[2] = round.Leading;
        coefficients[1] = claim - round.Constant.Double() - round.Leading;
    }

    public override void Bind(Fr challenge)
    {
        if (_address is null)
        {
            _rows.Bind(challenge);
            OpenColumns();
            return;
        }

        _rows.BindFree(challenge);
        _address.Bind(challenge, Threads);
    }

    /// <summary>The address factors, the most significant digit first, then x.</summary>
    public override Fr[] Finals()
    {
        var values = new Fr[_digits + 1];
        for (int c = 0; c < _digits; c++)
        {
            values[_digits - 1 - c] = _rows.Values(c)[0];
        }

        values[^1] = Y[0] - (_sum.Gamma * _sum.Relation.Region.Valid(_sum.Point.Coordinates));
        return values;
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _address?.Dispose();
    }

    /// <summary>P_s(c, row, j_c) for each digit c of the column j, the least significant first, then y.</summary>
    private static FactorFill Factors(RowMaxSum sum, Witness witness)
    {
        RowMaxFactors factors = new(sum, witness);
        return (table, factor, start, end) =>
        {
            if (factor < sum.Relation.IndexSite.Count)
            {
                factors.WritePlaces(table, factor, start, end);
            }
            else
            {
                factors.WriteValues(table, start, end);
            }
        };
    }

    /// <summary>Once the rows are bound: front·Π_c P_s(c, j_c) as a table over the columns.</summary>
    private void OpenColumns()
    {
        if (_rows.Rounds == 0)
        {
            _address = FieldTable.Rent(Y.Length);
            _rows.ProductWithout(_digits, _address.Span);
        }
    }
}
