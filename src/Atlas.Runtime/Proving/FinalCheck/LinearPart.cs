using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_p Σ_i U_p(i)·S_p(i) for the distinct points p of a member's claims, i = (a, c) with a leading: weights over places against bucket sums over
/// elements. What is left of the linear part while places and digits are bound; a few hundred products a round.
/// </summary>
internal sealed class LinearPart
{
    private readonly List<(Fr[] Weights, Fr[] Sums)> _points = [];
    private int _length;
    private (Fr C0, Fr C1, Fr C2) _round;

    /// <summary>The whole sum, with the variables that have been bound.</summary>
    public Fr Value { get; private set; } = Fr.Zero;

    public void Add(Fr[] weights, Fr[] sums)
    {
        _points.Add((weights, sums));
        _length = sums.Length;
        Value += Kernels.InnerProduct(weights, sums);
    }

    /// <summary>Weight of a point once every place and digit is bound.</summary>
    public Fr WeightOf(int point) => _points[point].Weights[0];

    /// <summary>Its sum over the elements by then.</summary>
    public Fr SumOf(int point) => _points[point].Sums[0];

    /// <summary>Adds the coefficients of the round polynomial, times scale.</summary>
    public void Round(Fr scale, Span<Fr> coefficients)
    {
        int half = _length / 2;
        Fr constant = Fr.Zero, square = Fr.Zero;
        foreach ((Fr[] weights, Fr[] sums) in _points)
        {
            QuadraticRound part = Kernels.QuadraticSums(
                new Halves(weights.AsSpan(0, half), weights.AsSpan(half, half)), new Halves(sums.AsSpan(0, half), sums.AsSpan(half, half)));
            constant += part.Constant;
            square += part.Leading;
        }

        _round = (constant, Value - constant.Double() - square, square);
        coefficients[0] += scale * _round.C0;
        coefficients[1] += scale * _round.C1;
        coefficients[2] += scale * _round.C2;
    }

    public void Bind(Fr r)
    {
        int half = _length /= 2;
        foreach ((Fr[] weights, Fr[] sums) in _points)
        {
            Kernels.Fold(weights.AsSpan(0, half), weights.AsSpan(0, half), weights.AsSpan(half, half), r);
            Kernels.Fold(sums.AsSpan(0, half), sums.AsSpan(0, half), sums.AsSpan(half, half), r);
        }

        Value = (((_round.C2 * r) + _round.C1) * r) + _round.C0;
    }

    /// <summary>The sums over elements of the last point, for the places and digits that are still open.</summary>
    public ReadOnlySpan<Fr> LastSums => _points[^1].Sums.AsSpan(0, _length);
}
