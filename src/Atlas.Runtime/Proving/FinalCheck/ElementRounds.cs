using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_e linear(e)·f(e) + β·eq(s_e, e)·f(e)²: the rounds on element variables. The eq factor is kept apart: a prefix of what is bound, and a shared
/// table of what is open below the round's variable. Both claims are known, so each quadratic costs two evaluations: six products a pair for a round,
/// two to bind.
/// </summary>
internal sealed class ElementRounds(FieldTable f, FieldTable linear, Fr linearClaim, Fr squareScale, Fr squareClaim, ElementWeights? weights) : IDisposable
{
    private const int Block = 128;

    private (Fr C0, Fr C1, Fr C2) _linearRound;
    private (Fr C0, Fr C1, Fr C2) _squareRound;

    public Fr Value => f[0];

    /// <summary>
    /// A round on the leading open variable; the linear part times <paramref name="linearScale"/>, the squares times <paramref name="squareFactor"/>.
    /// </summary>
    public void Round(int variable, Fr linearScale, Fr squareFactor, Span<Fr> coefficients)
    {
        int half = f.Length / 2;
        Span<Fr> sums = stackalloc Fr[4];
        sums.Clear();
        for (int at = 0; at < half; at += Block)
        {
            AddBlock(variable, at, Math.Min(Block, half - at), sums);
        }

        _linearRound = (sums[0], linearClaim - sums[0].Double() - sums[1], sums[1]);
        coefficients[0] += linearScale * _linearRound.C0;
        coefficients[1] += linearScale * _linearRound.C1;
        coefficients[2] += linearScale * _linearRound.C2;
        if (weights is null)
        {
            return;
        }

        // eq(s, X)·q(X) with (1 - s)·q(0) + s·q(1) = claim.
        Fr s = weights.Coordinate(variable), rest = Fr.One - s;
        Fr one = (squareClaim - (rest * sums[2])) * weights.Inverse(variable);
        _squareRound = (sums[2], one - sums[2] - sums[3], sums[3]);
        Fr l0 = squareFactor * squareScale * rest, l1 = (squareFactor * squareScale * s) - l0;
        coefficients[0] += l0 * _squareRound.C0;
        coefficients[1] += (l0 * _squareRound.C1) + (l1 * _squareRound.C0);
        coefficients[2] += (l0 * _squareRound.C2) + (l1 * _squareRound.C1);
        coefficients[3] += l1 * _squareRound.C2;
    }

    public void Bind(int variable, Fr r)
    {
        f.Bind(r, 1);
        linear.Bind(r, 1);
        linearClaim = (((_linearRound.C2 * r) + _linearRound.C1) * r) + _linearRound.C0;
        if (weights is not null)
        {
            squareClaim = (((_squareRound.C2 * r) + _squareRound.C1) * r) + _squareRound.C0;
            Fr both = weights.Coordinate(variable) * r;
            squareScale *= Fr.One - weights.Coordinate(variable) - r + both + both;
        }
    }

    public void Dispose()
    {
        f.Dispose();
        linear.Dispose();
    }

    private void AddBlock(int variable, int at, int count, Span<Fr> sums)
    {
        Span<Fr> steps = stackalloc Fr[count], products = stackalloc Fr[count];
        ReadOnlySpan<Fr> f0 = f.Low.Slice(at, count), linear0 = linear.Low.Slice(at, count);
        Kernels.Subtract(steps, f.High.Slice(at, count), f0);
        Kernels.Subtract(products, linear.High.Slice(at, count), linear0);
        sums[0] += Kernels.InnerProduct(linear0, f0);
        sums[1] += Kernels.InnerProduct(products, steps);
        if (weights is not null)
        {
            ReadOnlySpan<Fr> eq = weights.Table(variable).Slice(at, count);
            Kernels.Multiply(products, f0, f0);
            sums[2] += Kernels.InnerProduct(products, eq);
            Kernels.Multiply(products, steps, steps);
            sums[3] += Kernels.InnerProduct(products, eq);
        }
    }
}
