using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Sumcheck;

/// <summary>
/// Σ_i α^i eq(r_i, x) and Σ_i α^i v_i: one or several claims in front of a relation that is linear in eq(r, ·) (docs/protocol.md §5). One claim draws no challenge.
/// </summary>
public sealed class Front
{
    private readonly (Fr Weight, Point Point)[] _parts;

    private Front((Fr Weight, Point Point)[] parts, Fr value)
    {
        _parts = parts;
        Value = value;
    }

    /// <summary>Σ_i α^i v_i.</summary>
    public Fr Value { get; }

    public static Front Combine(Channel channel, IReadOnlyList<Claim> claims)
    {
        Fr alpha = claims.Count > 1 ? channel.Challenge() : Fr.One;
        var parts = new (Fr, Point)[claims.Count];
        Fr weight = Fr.One, value = Fr.Zero;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = (weight, claims[i].Point);
            value += weight * claims[i].Value;
            weight *= alpha;
        }

        return new Front(parts, value);
    }

    /// <summary>Σ_i α^i eq(r_i, x).</summary>
    public Fr At(ReadOnlySpan<Fr> x)
    {
        Fr sum = Fr.Zero;
        foreach ((Fr weight, Point point) in _parts)
        {
            sum += weight * Multilinear.Eq(point.Coordinates, x);
        }

        return sum;
    }

    /// <summary>Σ_i α^i f(r_i).</summary>
    public Fr Sum(Func<Point, Fr> function)
    {
        Fr sum = Fr.Zero;
        foreach ((Fr weight, Point point) in _parts)
        {
            sum += weight * function(point);
        }

        return sum;
    }

    /// <summary>α^i and r_i.</summary>
    public ReadOnlySpan<(Fr Weight, Point Point)> Parts => _parts;

    /// <summary>Variables of the front.</summary>
    public int Variables => _parts[0].Point.Length;
}
