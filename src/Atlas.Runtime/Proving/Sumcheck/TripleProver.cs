using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_{x,k} front(x)·a(x,k)·b(x,k): degree 3 in x, then, with the front down to a scalar, degree 2 in k. For fixed x the sum over k is a quadratic q_x; the front multiplies it once. Three
/// products a pair for a round, two to bind.
/// </summary>
internal class TripleProver(FieldTable front, FieldTable a, FieldTable b, Fr factor, int threads) : SumProver(threads)
{
    private Fr _factor = front.Length == 1 ? factor * front[0] : factor;

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        Span<Fr> sums = stackalloc Fr[3];
        sums.Clear();
        int half = a.Length / 2;
        if (front.Length > 1)
        {
            int groups = front.Length / 2, inner = half / groups;
            Accumulate(groups, 4 * inner, sums, (start, end, partial) => AddCubic(start, end, inner, partial));
            coefficients[3] = _factor * sums[2];
        }
        else
        {
            Accumulate(half, 2, sums[..2], (start, end, partial) => QuadraticSums.Add(a, b, start, end, partial));
        }

        coefficients[0] = _factor * sums[0];
        coefficients[2] = _factor * sums[1];
        coefficients[1] = claim - coefficients[0].Double() - coefficients[2];
        if (coefficients.Length > 3)
        {
            coefficients[1] -= coefficients[3];
        }
    }

    public override void Bind(Fr challenge)
    {
        a.Bind(challenge, Threads);
        if (!ReferenceEquals(a, b))
        {
            b.Bind(challenge, Threads);
        }

        if (front.Length > 1)
        {
            front.Bind(challenge, Threads);
            _factor = front.Length == 1 ? _factor * front[0] : _factor;
        }
    }

    public override Fr[] Finals() => ReferenceEquals(a, b) ? [a[0]] : [a[0], b[0]];

    public override void Dispose()
    {
        front.Dispose();
        a.Dispose();
        b.Dispose();
    }

    /// <summary>Constant, quadratic and cubic coefficient of Σ_x (f0 + X·df)·(q0 + X·q1 + X²·q2).</summary>
    private void AddCubic(int start, int end, int inner, Fr[] sums)
    {
        ReadOnlySpan<Fr> f0 = front.Low, f1 = front.High, a1 = a.High, b1 = b.High;
        Span<Fr> q = stackalloc Fr[2];
        for (int x = start; x < end; x++)
        {
            q.Clear();
            int at = x * inner;
            QuadraticSums.Add(a, b, at, at + inner, q);
            Fr one = Kernels.InnerProduct(a1.Slice(at, inner), b1.Slice(at, inner));
            Fr linear = one - q[0] - q[1], df = f1[x] - f0[x];
            sums[0] += f0[x] * q[0];
            sums[1] += (f0[x] * q[1]) + (df * linear);
            sums[2] += df * q[1];
        }
    }
}
