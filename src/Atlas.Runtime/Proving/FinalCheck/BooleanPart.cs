using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ eq(s_c,c)·eq(s_e,e)·eq(s_a,a)·(P² - P) while places a and digits c are bound. With a partly bound, P of an element with digit d is E[bound bits
/// of d] where the open bits agree with d and 0 elsewhere, so 16 bucket sums say everything. Once a is bound, P(c,e) = E[d], and the sums
/// Σ_e eq(s_e,e)·P(c,e)·P(c',e) over pairs of digits say everything until the last digit variable, the lowest: they are needed for pairs of even digits
/// and pairs of odd digits only. That variable's round has one product that no pair tells, of all even digits by all odd ones, and there is one table
/// over the elements for each by then, made of look-ups.
/// </summary>
internal sealed class BooleanPart
{
    private readonly SiteDigits _digits;
    private readonly Fr[] _digitPoint;
    private readonly Fr[] _placePoint;
    private readonly Fr[] _counts;
    private readonly Fr[] _buckets;
    private readonly Fr[] _digitWeights;
    private readonly List<Fr> _digitChallenges = [];
    private Fr _scale;
    private DigitSquares[] _squares = [];
    private Fr[] _values = [];
    private Fr _lastProduct;
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
    public Fr SquareSum { get; private set; }

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
        var diagonal = new Fr[_size];
        for (int a = 0; a < Places.Length; a++)
        {
            Kernels.MultiplyAdd(diagonal, _counts.AsSpan(a * _size, _size), Places[a].Square());
        }

        int classes = Math.Min(2, _size);
        _squares = new DigitSquares[classes];
        for (int parity = 0; parity < classes; parity++)
        {
            _squares[parity] = new DigitSquares(DigitPairs.Sums(_digits, parity, classes, weights, Places, _size / classes), diagonal, parity, classes);
        }

        SquareSum = diagonal[0];
    }

    /// <summary>
    /// A round on the leading digit variable, of which <paramref name="bound"/> are bound; -P times <paramref name="scale"/>, P² times <paramref
    /// name="squareFactor"/>.
    /// </summary>
    /// <param name="bound">Digit variables that are bound.</param>
    /// <param name="scale">Factor of P.</param>
    /// <param name="squareFactor">Factor of P².</param>
    /// <param name="weights">eq(s_e, ·).</param>
    /// <param name="coefficients">Receives the sum.</param>
    public void RoundDigit(int bound, Fr scale, Fr squareFactor, ReadOnlySpan<Fr> weights, Span<Fr> coefficients)
    {
        int half = _size / 2;
        Fr[] rest = Multilinear.EqTable(_digitPoint.AsSpan(bound + 1));
        Fr v0 = Kernels.InnerProduct(rest, _values.AsSpan(0, half)), v1 = Kernels.InnerProduct(rest, _values.AsSpan(half, half));
        Fr s00 = Fr.Zero, s01 = Fr.Zero, s11 = Fr.Zero;
        if (half > 1)
        {
            for (int parity = 0; parity < 2; parity++)
            {
                _squares[parity].AddHalves(rest, parity, ref s00, ref s01, ref s11);
            }
        }
        else
        {
            _lastProduct = SumProducts(weights);
            (s00, s01, s11) = (_squares[0].Value, _lastProduct, _squares[1].Value);
        }

        AddRound(_digitPoint[bound], squareFactor * s00, squareFactor * s01, squareFactor * s11, scale * v0, scale * v1, coefficients);
    }

    public void BindDigit(int bound, Fr r)
    {
        _scale *= EqAt(_digitPoint[bound], r);
        _digitChallenges.Add(r);
        int half = _size /= 2;
        Kernels.Fold(_values.AsSpan(0, half), _values.AsSpan(0, half), _values.AsSpan(half, half), r);
        if (half > 1)
        {
            _squares[0].Bind(r);
            _squares[1].Bind(r);
        }
        else
        {
            SquareSum = SquareClaim.AtSquare(_squares[0].Value, _lastProduct, _squares[1].Value, r);
        }
    }

    /// <summary>Scale·Σ_c eq(s_c,c)·Σ_e eq(s_e,e)·P² and the same of P, before any digit variable is bound.</summary>
    public (Fr Squares, Fr Values) Totals()
    {
        Fr squares = Fr.Zero;
        for (int c = 0; c < _size; c++)
        {
            squares += _digitWeights[c] * _squares[c % _squares.Length].Diagonal(c / _squares.Length);
        }

        return (_scale * squares, _scale * Kernels.InnerProduct(_digitWeights, _values));
    }

    /// <summary>P with a and the digit variables that are bound: look-ups in the digits first, first + step, …, where step spans the open variables.</summary>
    public DigitTables Tables(int first, int step)
    {
        Fr[] weights = Multilinear.EqTable(_digitChallenges.ToArray());
        int count = (_digits.Site.Count - first + step - 1) / step;
        var tables = new Fr[count * Site.K];
        for (int i = 0; i < count; i++)
        {
            Kernels.MultiplyScalar(tables.AsSpan(i * Site.K, Site.K), Places, weights[i]);
        }

        return new DigitTables(_digits, first, step, tables);
    }

    /// <summary>Σ_e weights[e]·P(0, e)·P(1, e) with all digit variables but the last bound.</summary>
    private Fr SumProducts(ReadOnlySpan<Fr> weights)
    {
        const int block = 256;
        DigitTables even = Tables(0, 2), odd = Tables(1, 2);
        Span<Fr> a = stackalloc Fr[Math.Min(block, weights.Length)], b = stackalloc Fr[a.Length];
        Fr sum = Fr.Zero;
        for (int at = 0; at < weights.Length; at += a.Length)
        {
            even.Sum(at, a);
            odd.Sum(at, b);
            sum += Kernels.InnerProduct3(weights.Slice(at, a.Length), a, b);
        }

        return sum;
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
