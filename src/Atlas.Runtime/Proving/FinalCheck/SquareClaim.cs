using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The terms Σ_e eq(s_e, e)·(β·f(e)² + λ·f(e)) while the variables of e are bound: booleanity with all else that is claimed at s_e. Of eq, only the factor
/// of the variables below the round's is multiplied, by a table that all sites share, and once for all: with g = eq·f(0, ·), three products a pair tell
/// the quadratic and the linear polynomial, as both sums are known.
/// </summary>
/// <param name="weights">eq(s_e, ·).</param>
/// <param name="squareWeight">β.</param>
/// <param name="squareSum">Σ_e eq(s_e, e)·f(e)².</param>
/// <param name="linearWeight">λ.</param>
/// <param name="linearSum">Σ_e eq(s_e, e)·f(e).</param>
internal sealed class SquareClaim(ElementWeights weights, Fr squareWeight, Fr squareSum, Fr linearWeight, Fr linearSum)
{
    private const int Block = 256;

    private Fr _prefix = Fr.One;

    /// <summary>Σ eq·f(0,·)², Σ eq·f(0,·)·f(1,·), Σ eq·f(1,·)².</summary>
    private (Fr S00, Fr S01, Fr S11) _squares;

    private (Fr V0, Fr V1) _values;

    /// <summary>Adds a round on the leading open variable; f times linearScale, f² times squareScale.</summary>
    public void Round(int variable, in Halves f, Fr linearScale, Fr squareScale, Span<Fr> coefficients)
    {
        // (1 - s)·q(0) + s·q(1) is known for both.
        (Fr s00, Fr s01, Fr v0) = Sums(weights.Table(variable), in f);
        Fr s = weights.Coordinate(variable), inverse = weights.Inverse(variable), rest = Fr.One - s;
        _squares = (s00, s01, (squareSum - (rest * s00)) * inverse);
        _values = (v0, (linearSum - (rest * v0)) * inverse);

        Fr beta = squareScale * squareWeight, lambda = linearScale * linearWeight, cross = s01.Double();
        Fr q0 = (beta * s00) + (lambda * v0);
        Fr q1 = (beta * (cross - s00.Double())) + (lambda * (_values.V1 - v0));
        Fr q2 = beta * (s00 - cross + _squares.S11);
        Fr low = _prefix * rest, slope = (_prefix * s) - low;
        coefficients[0] += low * q0;
        coefficients[1] += (low * q1) + (slope * q0);
        coefficients[2] += (low * q2) + (slope * q1);
        coefficients[3] += slope * q2;
    }

    public void Bind(int variable, Fr r)
    {
        Fr s = weights.Coordinate(variable), both = s * r;
        _prefix *= Fr.One - s - r + both + both;
        squareSum = AtSquare(_squares.S00, _squares.S01, _squares.S11, r);
        linearSum = _values.V0 + (r * (_values.V1 - _values.V0));
    }

    /// <summary>(1-r)²·s00 + 2r(1-r)·s01 + r²·s11: a sum of squares after both factors are bound.</summary>
    public static Fr AtSquare(Fr s00, Fr s01, Fr s11, Fr r)
    {
        Fr low = s00 + (r * (s01 - s00)), high = s01 + (r * (s11 - s01));
        return low + (r * (high - low));
    }

    private static (Fr S00, Fr S01, Fr V0) Sums(ReadOnlySpan<Fr> eq, in Halves f)
    {
        Fr s00 = Fr.Zero, s01 = Fr.Zero, v0 = Fr.Zero;
        Span<Fr> products = stackalloc Fr[Math.Min(Block, eq.Length)];
        for (int at = 0; at < eq.Length; at += products.Length)
        {
            ReadOnlySpan<Fr> low = f.Low.Slice(at, products.Length);
            Kernels.Multiply(products, eq.Slice(at, products.Length), low);
            s00 += Kernels.InnerProduct(products, low);
            s01 += Kernels.InnerProduct(products, f.High.Slice(at, products.Length));
            v0 += Kernels.Sum(products);
        }

        return (s00, s01, v0);
    }
}
