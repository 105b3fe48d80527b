using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A term weight·Σ_e eq(p, e)·f(e) while the variables of e are bound. The eq factor of the round's variable is pulled out (Gruen, eprint 2024/108): what
/// is left is linear, and as its sum is known, one product a pair tells it. eq over the variables below is the product of two tables of about
/// square-root size.
/// </summary>
internal sealed class LinearClaim : IDisposable
{
    /// <summary>Variables of the table that is multiplied pair by pair; the other's values multiply sums of 2^8 pairs.</summary>
    private const int LowVariables = 8;

    private readonly EqLadder _low;
    private readonly EqLadder _high;
    private readonly Fr[] _coordinates;
    private readonly Fr[] _inverses;
    private Fr _weight;
    private Fr _claim;
    private Fr _atZero;
    private Fr _atOne;

    /// <param name="point">p, big-endian, of as many coordinates as f has variables; any of them may be a constant.</param>
    /// <param name="weight">The term's weight.</param>
    /// <param name="claim">Σ_e eq(p, e)·f(e).</param>
    public LinearClaim(ReadOnlySpan<Fr> point, Fr weight, Fr claim)
    {
        _coordinates = point.ToArray();
        Array.Reverse(_coordinates);
        _inverses = [.. _coordinates];
        Fr.BatchInvert(_inverses);
        int low = Math.Min(LowVariables, point.Length);
        _low = new EqLadder(point[^low..]);

        // The leading coordinate is only ever the round's own.
        _high = new EqLadder(point.Length > low ? point[1..^low] : default);
        _weight = weight;
        _claim = claim;
    }

    /// <summary>Adds scale·weight·eq(p_k, X)·q(X), a round on the leading open variable k.</summary>
    public void Round(int variable, in Halves f, Fr scale, Span<Fr> coefficients)
    {
        // (1 - p)·q(0) + p·q(1) = claim.
        Fr p = _coordinates[variable], rest = Fr.One - p;
        if (p.IsZero)
        {
            _atZero = _claim;
            _atOne = Sum(variable, f.High);
        }
        else
        {
            _atZero = Sum(variable, f.Low);
            _atOne = (_claim - (rest * _atZero)) * _inverses[variable];
        }

        Fr weight = scale * _weight, low = weight * rest, slope = (weight * p) - low, step = _atOne - _atZero;
        coefficients[0] += low * _atZero;
        coefficients[1] += (low * step) + (slope * _atZero);
        coefficients[2] += slope * step;
    }

    public void Bind(int variable, Fr r)
    {
        Fr both = _coordinates[variable] * r;
        _weight *= Fr.One - _coordinates[variable] - r + both + both;
        _claim = _atZero + (r * (_atOne - _atZero));
    }

    public void Dispose()
    {
        _low.Dispose();
        _high.Dispose();
    }

    /// <summary>Σ_x eq(p_{&lt;k}, x)·values[x].</summary>
    private Fr Sum(int variables, ReadOnlySpan<Fr> values)
    {
        if (variables <= LowVariables)
        {
            return Kernels.InnerProduct(_low.Table(variables), values);
        }

        ReadOnlySpan<Fr> low = _low.Table(LowVariables);
        Fr sum = Fr.Zero;
        foreach (Fr high in _high.Table(variables - LowVariables))
        {
            sum += high * Kernels.InnerProduct(low, values[..low.Length]);
            values = values[low.Length..];
        }

        return sum;
    }
}
