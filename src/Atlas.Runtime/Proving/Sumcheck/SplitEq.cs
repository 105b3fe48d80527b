using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The factor eq(r, x) of a sum Σ_x eq(r,x)·f(x), never materialised (Gruen, eprint 2024/108; Dao and Thaler, eprint 2024/1210). A round's polynomial is s(X) = scale·l(X)·q(X)
/// with l(X) = eq(r_j, X) and q(X) = Σ_y eq(r_{>j}, y)·f(X, y), whose weights are products of two small tables. As s(0) + s(1) is known, q is evaluated at one
/// point less than its degree asks for.
/// </summary>
internal sealed class SplitEq
{
    /// <summary>Variables of the inner table: 8 kB, beside which a block of the factors stays in the first-level cache.</summary>
    private const int InnerVariables = 8;

    private readonly Fr[] _point;
    private readonly Fr[] _inverses;
    private readonly Fr[] _outer;
    private readonly Fr[] _inner;
    private readonly int _innerVariables;
    private readonly int _free;
    private Fr _scale = Fr.One;
    private Fr[] _q = [];
    private Fr _claim;
    private int _round;

    private SplitEq(ReadOnlySpan<Fr> point, int free)
    {
        _point = point.ToArray();
        _inverses = point.ToArray();
        Fr.BatchInvert(_inverses);
        _free = free;
        _innerVariables = Math.Min(Math.Max(InnerVariables, free), point.Length + free);
        int split = point.Length + free - _innerVariables;
        _outer = Suffixes(point[..split], 0);
        _inner = Suffixes(point[split..], free);
    }

    /// <summary>eq of the bound variables.</summary>
    public Fr Scale => _scale;

    /// <summary>Weights of the variables behind the open one: y's weight is Outer[y / Inner.Length]·Inner[y % Inner.Length].</summary>
    public ReadOnlySpan<Fr> Outer => Suffix(_outer, Math.Max(0, Behind - _innerVariables));

    /// <inheritdoc cref="Outer"/>
    public ReadOnlySpan<Fr> Inner => Suffix(_inner, Math.Min(Behind, _innerVariables));

    private int Behind => _point.Length + _free - 1 - _round;

    /// <summary>Null if the front is not one eq, or one with a coordinate 0, whose l vanishes at 1.</summary>
    /// <param name="front">The front.</param>
    /// <param name="free">Variables of f behind those of the front: all their values have the weight one.</param>
    public static SplitEq? Of(Front front, int free) =>
        front.Parts.Length == 1 && !front.Parts[0].Point.Coordinates.Contains(Fr.Zero) ? new SplitEq(front.Parts[0].Point.Coordinates, free) : null;

    /// <summary>
    /// Coefficients of s from q's values at 0, 2, 3, …: <paramref name="values"/>[1] is filled in from s(0) + s(1) = <paramref name="claim"/>.
    /// </summary>
    public void Complete(Fr claim, Span<Fr> values, Span<Fr> coefficients)
    {
        Fr r = _point[_round];
        if (_scale * _claim != claim)
        {
            // The first round, or a message that was a lie: else q's claim is the last q at the challenge.
            _claim = claim * _scale.Invert();
        }

        values[1] = (_claim - ((Fr.One - r) * values[0])) * _inverses[_round];
        _q = RoundPolynomial.Interpolate(values);
        Fr constant = _scale * (Fr.One - r), linear = (_scale * r) - constant;
        coefficients.Clear();
        for (int k = 0; k < _q.Length; k++)
        {
            coefficients[k] += constant * _q[k];
            coefficients[k + 1] += linear * _q[k];
        }
    }

    public void Bind(Fr challenge)
    {
        Fr both = _point[_round] * challenge;
        _scale *= Fr.One - _point[_round] - challenge + both.Double();
        _claim = RoundPolynomial.Horner(_q, challenge);
        _round++;
    }

    /// <summary>
    /// eq over the last s coordinates, at [2^s, 2^(s+1)), for every s: each table is one product a value from the one before. The last of all are free, with weights of one.
    /// </summary>
    private static Fr[] Suffixes(ReadOnlySpan<Fr> point, int free)
    {
        var tables = new Fr[2 << (point.Length + free)];
        tables.AsSpan(1, (2 << free) - 1).Fill(Fr.One);
        for (int i = point.Length - 1, size = 1 << free; i >= 0; i--, size *= 2)
        {
            Span<Fr> last = tables.AsSpan(size, size), low = tables.AsSpan(2 * size, size), high = tables.AsSpan(3 * size, size);
            Kernels.MultiplyScalar(high, last, point[i]);
            Kernels.Subtract(low, last, high);
        }

        return tables;
    }

    private static ReadOnlySpan<Fr> Suffix(Fr[] tables, int variables) => tables.AsSpan(1 << variables, 1 << variables);
}
