using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_{row,j} front(row)·Π_c P_s(c,row,j_c)·y(row,j), y = x + γ·valid. The row rounds contract one digit of j after the other, the highest first, so a row
/// costs about one product a column and evaluation point; the column rounds are a product of two tables.
/// </summary>
internal sealed class RowMaxProver : SumProver
{
    private readonly RowMaxSum _sum;
    private readonly FieldTable _front;
    private readonly FieldTable[] _places;
    private readonly int[] _widths;
    private readonly int _columns;
    private FieldTable _y;
    private FieldTable? _address;
    private int _rowRounds;

    public RowMaxProver(RowMaxSum sum, Witness witness, int threads)
        : base(threads)
    {
        _sum = sum;
        _front = FieldTable.Of(sum.Front, threads);
        Site site = sum.Relation.IndexSite;
        _rowRounds = site.Shape.Variables;
        _columns = 1 << sum.Relation.Region.AxisBits[^1];
        _widths = Array.ConvertAll(site.Widths.ToArray(), static w => (int)w);
        SiteDigits digits = witness.Digits(site);
        _places = new FieldTable[site.Count];
        for (int c = 0; c < _places.Length; c++)
        {
            _places[c] = Places(digits[c], 1 << _widths[c]);
        }

        _y = FieldTable.Rent(sum.Relation.Source.PaddedSize);
        witness.Tensor(sum.Relation.Source).ToField(_y.Span);
        foreach (int cell in sum.Relation.Region.ValidCells())
        {
            _y[cell] += sum.Gamma;
        }

        OpenColumns();
    }

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        if (_address is { } address)
        {
            QuadraticRound round = Kernels.QuadraticSums(address.Halves, _y.Halves);
            coefficients[0] = round.Constant;
            coefficients[2] = round.Leading;
            coefficients[1] = claim - round.Constant.Double() - round.Leading;
            return;
        }

        Span<Fr> values = stackalloc Fr[coefficients.Length];
        values.Clear();
        Accumulate(_front.Length / 2, coefficients.Length * _columns, values, AddRows);
        values[1] = claim - values[0];
        RoundPolynomial.Interpolate(values).CopyTo(coefficients);
    }

    public override void Bind(Fr challenge)
    {
        _y.Bind(challenge, Threads);
        if (_address is not null)
        {
            _address.Bind(challenge, Threads);
            BindPlaces(challenge);
            return;
        }

        _front.Bind(challenge, Threads);
        foreach (FieldTable places in _places)
        {
            places.Bind(challenge, Threads);
        }

        _rowRounds--;
        OpenColumns();
    }

    /// <summary>The address factors, the most significant digit first, then x.</summary>
    public override Fr[] Finals()
    {
        var values = new Fr[_places.Length + 1];
        for (int c = 0; c < _places.Length; c++)
        {
            values[_places.Length - 1 - c] = _places[c][0];
        }

        values[^1] = _y[0] - (_sum.Gamma * _sum.Relation.Region.Valid(_sum.Point.Coordinates));
        return values;
    }

    public override void Dispose()
    {
        _front.Dispose();
        _y.Dispose();
        _address?.Dispose();
        foreach (FieldTable places in _places)
        {
            places.Dispose();
        }
    }

    /// <summary>P_s(c, row, a) for the places that a digit may have.</summary>
    private static FieldTable Places(ReadOnlySpan<byte> digits, int size)
    {
        var table = FieldTable.Zeros(digits.Length * size);
        for (int row = 0; row < digits.Length; row++)
        {
            if (digits[row] < size)
            {
                table[(row * size) + digits[row]] = Fr.One;
            }
        }

        return table;
    }

    /// <summary>Once the rows are bound: front·A(j) as a table over the columns.</summary>
    private void OpenColumns()
    {
        if (_rowRounds > 0)
        {
            return;
        }

        _address = FieldTable.Rent(_columns);
        _address.Span.Fill(_front[0]);
        for (int j = 0; j < _columns; j++)
        {
            for (int c = 0, shift = 0; c < _places.Length; shift += _widths[c], c++)
            {
                _address[j] *= _places[c][(j >> shift) & ((1 << _widths[c]) - 1)];
            }
        }
    }

    /// <summary>The column's leading open variable belongs to the most significant digit that is still open.</summary>
    private void BindPlaces(Fr challenge)
    {
        for (int c = _places.Length - 1; c >= 0; c--)
        {
            if (_places[c].Length > 1)
            {
                _places[c].Bind(challenge, 1);
                return;
            }
        }
    }

    /// <summary>Rows x and half + x at X = 0, 2, 3, …; from one point to the next everything advances by additions.</summary>
    private void AddRows(int start, int end, Fr[] sums)
    {
        int half = _front.Length / 2;
        var y = new Line(_columns);
        Line[] places = Array.ConvertAll(_widths, static w => new Line(1 << w));
        var contracted = new Fr[_columns];
        for (int x = start; x < end; x++)
        {
            Fr front = _front[x], frontStep = _front[half + x] - front;
            y.Open(_y.Span, x, half + x);
            for (int c = 0; c < places.Length; c++)
            {
                places[c].Open(_places[c].Span, x, half + x);
            }

            for (int t = 0; t < sums.Length; t++)
            {
                if (t != 1)
                {
                    sums[t] += front * Contract(y.Values, places, contracted);
                }

                front += frontStep;
                y.Advance();
                foreach (Line line in places)
                {
                    line.Advance();
                }
            }
        }
    }

    /// <summary>Σ_j Π_c places_c[j_c]·y[j], the most significant digit first.</summary>
    private static Fr Contract(ReadOnlySpan<Fr> y, Line[] places, Span<Fr> scratch)
    {
        for (int c = places.Length - 1; c > 0; c--)
        {
            ReadOnlySpan<Fr> digit = places[c].Values;
            int size = y.Length / digit.Length;
            Span<Fr> sum = scratch[..size], product = scratch.Slice(size, size);
            Kernels.MultiplyScalar(sum, y[..size], digit[0]);
            for (int a = 1; a < digit.Length; a++)
            {
                Kernels.MultiplyScalar(product, y.Slice(a * size, size), digit[a]);
                Kernels.Add(sum, sum, product);
            }

            y = sum;
            scratch = scratch[size..];
        }

        return Kernels.InnerProduct(y, places[0].Values);
    }

    /// <summary>A row of a table on the line through two of its rows.</summary>
    private sealed class Line(int width)
    {
        private readonly Fr[] _values = new Fr[width];
        private readonly Fr[] _step = new Fr[width];

        public ReadOnlySpan<Fr> Values => _values;

        public void Open(ReadOnlySpan<Fr> table, int low, int high)
        {
            table.Slice(low * _values.Length, _values.Length).CopyTo(_values);
            Kernels.Subtract(_step, table.Slice(high * _values.Length, _values.Length), _values);
        }

        public void Advance() => Kernels.Add(_values, _values, _step);
    }
}
