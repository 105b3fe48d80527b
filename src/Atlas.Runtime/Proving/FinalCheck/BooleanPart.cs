using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ eq(s_c,c)·eq(s_e,e)·eq(s_a,a)·(P² - P) while places a and digits c are bound. With a partly bound, P of an element with digit d is E[bound bits
/// of d] where the open bits agree with d and 0 elsewhere, so 16 bucket sums say everything. Once a is bound, P(c,e) = E[d], and the sums Σ_e
/// eq(s_e,e)·P(c,e)·P(c',e) over pairs of digits say everything: they come from 256 buckets a pair, and no table over the elements is needed before c
/// is bound too.
/// </summary>
internal sealed class BooleanPart
{
    private readonly SiteDigits _digits;
    private readonly Fr[] _digitPoint;
    private readonly Fr[] _placePoint;
    private readonly Fr[] _counts;
    private readonly Fr[] _buckets;
    private Fr _scale;
    private readonly Fr[] _digitWeights;
    private Fr[] _squares = [];
    private Fr[] _values = [];
    private int _size;

    /// <param name="digits">The site's digits.</param>
    /// <param name="digitPoint">s_c, as many coordinates as the site has digit variables.</param>
    /// <param name="placePoint">s_a.</param>
    /// <param name="scale">α'_s.</param>
    /// <param name="counts">Σ_{e: digit c is a} eq(s_e, e), index (a, c).</param>
    public BooleanPart(SiteDigits digits, Fr[] digitPoint, Fr[] placePoint, Fr scale, ReadOnlySpan<Fr> counts)
    {
        _digits = digits;
        _digitPoint = digitPoint;
        _placePoint = placePoint;
        _scale = scale;
        _digitWeights = Multilinear.EqTable(digitPoint);
        _size = _digitWeights.Length;
        _counts = counts.ToArray();
        _buckets = new Fr[Site.K];
        for (int a = 0; a < Site.K; a++)
        {
            _buckets[a] = Kernels.InnerProduct(_digitWeights, counts.Slice(a * _size, _size));
        }
    }

    /// <summary>E = eq of the place variables that are bound: value of P where the digit's leading bits are the index.</summary>
    public Fr[] Places { get; private set; } = [Fr.One];

    /// <summary>α'_s·eq(s_a, ·)·eq(s_c, ·) of the bound variables.</summary>
    public Fr Scale => _scale;

    /// <summary>Once a and c are bound: Σ_e eq(s_e, e)·P(e)².</summary>
    public Fr SquareSum => _squares[0];

    /// <summary>A round on bit <paramref name="bit"/> of the place.</summary>
    public void RoundPlace(int bit, Span<Fr> coefficients)
    {
        Fr[] low = Multilinear.EqTable(_placePoint.AsSpan(Site.Kappa - bit));
        Span<Fr> squares = stackalloc Fr[2], values = stackalloc Fr[2];
        squares.Clear();
        values.Clear();
        for (int d = 0; d < Site.K; d++)
        {
            Fr bound = Places[d >> (bit + 1)], term = _buckets[d] * low[d & ((1 << bit) - 1)] * bound;
            values[(d >> bit) & 1] += term;
            squares[(d >> bit) & 1] += term * bound;
        }

        AddRound(_placePoint[Site.Kappa - 1 - bit], squares[0], Fr.Zero, squares[1], values[0], values[1], coefficients);
    }

    public void BindPlace(int bit, Fr r)
    {
        _scale *= EqAt(_placePoint[Site.Kappa - 1 - bit], r);
        var next = new Fr[2 * Places.Length];
        for (int h = 0; h < Places.Length; h++)
        {
            next[(2 * h) + 1] = Places[h] * r;
            next[2 * h] = Places[h] - next[(2 * h) + 1];
        }

        Places = next;
    }

    /// <summary>Between places and digits: the sums over pairs of digits.</summary>
    /// <param name="weights">eq(s_e, ·).</param>
    /// <param name="values">Σ_e eq(s_e, e)·P(c, e).</param>
    public void OpenDigits(ReadOnlySpan<Fr> weights, ReadOnlySpan<Fr> values)
    {
        _values = values.ToArray();
        _squares = DigitPairs.Sums(_digits, weights, Places, _size);
        var placeSquares = new Fr[Places.Length];
        Kernels.Multiply(placeSquares, Places, Places);
        for (int c = 0; c < _size; c++)
        {
            for (int a = 0; a < placeSquares.Length; a++)
            {
                _squares[(c * _size) + c] += placeSquares[a] * _counts[(a * _size) + c];
            }
        }
    }

    /// <summary>
    /// A round on the leading digit variable, of which <paramref name="bound"/> are bound; -P times <paramref name="scale"/>, P² times <paramref
    /// name="squareFactor"/>.
    /// </summary>
    public void RoundDigit(int bound, Fr scale, Fr squareFactor, Span<Fr> coefficients)
    {
        int half = _size / 2;
        Fr s00 = Fr.Zero, s01 = Fr.Zero, s11 = Fr.Zero, v0 = Fr.Zero, v1 = Fr.Zero;
        Fr[] rest = Multilinear.EqTable(_digitPoint.AsSpan(bound + 1));
        for (int c = 0; c < half; c++)
        {
            s00 += rest[c] * _squares[(c * _size) + c];
            s01 += rest[c] * _squares[(c * _size) + half + c];
            s11 += rest[c] * _squares[((half + c) * _size) + half + c];
            v0 += rest[c] * _values[c];
            v1 += rest[c] * _values[half + c];
        }

        AddRound(_digitPoint[bound], squareFactor * s00, squareFactor * s01, squareFactor * s11, scale * v0, scale * v1, coefficients);
    }

    public void BindDigit(int bound, Fr r)
    {
        _scale *= EqAt(_digitPoint[bound], r);
        int size = _size, half = size / 2;
        Span<Fr> squares = _squares;
        Kernels.Fold(squares[..(half * size)], squares[..(half * size)], squares[(half * size)..(size * size)], r);
        for (int c = 0; c < half; c++)
        {
            Kernels.Fold(squares.Slice(c * half, half), squares.Slice(c * size, half), squares.Slice((c * size) + half, half), r);
        }

        Kernels.Fold(_values.AsSpan(0, half), _values.AsSpan(0, half), _values.AsSpan(half, half), r);
        _size = half;
    }

    /// <summary>Scale·Σ_c eq(s_c,c)·Σ_e eq(s_e,e)·P² and the same of P, before any digit variable is bound.</summary>
    public (Fr Squares, Fr Values) Totals()
    {
        Fr squares = Fr.Zero, values = Fr.Zero;
        for (int c = 0; c < _size; c++)
        {
            squares += _digitWeights[c] * _squares[(c * _size) + c];
            values += _digitWeights[c] * _values[c];
        }

        return (_scale * squares, _scale * values);
    }

    /// <summary>Scale·eq(s, X)·[(1-X)²·s00 + 2X(1-X)·s01 + X²·s11 - (1-X)·v0 - X·v1].</summary>
    private void AddRound(Fr s, Fr s00, Fr s01, Fr s11, Fr v0, Fr v1, Span<Fr> coefficients)
    {
        Fr q0 = s00 - v0, q1 = (s01 - s00).Double() + v0 - v1, q2 = s00 - s01.Double() + s11;
        Fr l0 = _scale * (Fr.One - s), l1 = (_scale * s) - l0;
        coefficients[0] += l0 * q0;
        coefficients[1] += (l0 * q1) + (l1 * q0);
        coefficients[2] += (l0 * q2) + (l1 * q1);
        coefficients[3] += l1 * q2;
    }

    private static Fr EqAt(Fr s, Fr r)
    {
        Fr both = s * r;
        return Fr.One - s - r + both + both;
    }
}
