using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_x front(x)·Σ_t k_t·Π U(x) for an emitted sum, which the compiler specialises and inlines. The factors advance by additions from one evaluation point to the next.
/// </summary>
internal sealed class DigitProductProver<TSum> : SumProver
    where TSum : IDigitSum
{
    private readonly FieldTable _front;
    private readonly FieldTable[] _factors;
    private readonly Fr _eta;

    public DigitProductProver(DigitProductSum<TSum> sum, SiteDigits digits, int threads)
        : base(threads)
    {
        _front = FieldTable.Copy(sum.Front.Table());
        _eta = sum.Eta;
        _factors = new FieldTable[sum.Functionals.Length];
        StaticPartition.For(digits.Size < 1 << 10 ? 1 : threads, _factors.Length, (start, end, _) =>
        {
            for (int i = start; i < end; i++)
            {
                _factors[i] = FieldTable.Rent(digits.Size);
                digits.Apply(sum.Functionals[i], _factors[i].Span, 0, digits.Size);
            }
        });
    }

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        // Values at 0, 2, 3, …, degree; the claim gives the one at 1.
        Span<Fr> values = stackalloc Fr[coefficients.Length];
        values.Clear();
        Accumulate(_front.Length / 2, coefficients.Length * _factors.Length, values, AddPairs);
        values[1] = claim - values[0];
        RoundPolynomial.Interpolate(values).CopyTo(coefficients);
    }

    public override void Bind(Fr challenge)
    {
        _front.Bind(challenge, Threads);
        foreach (FieldTable factor in _factors)
        {
            factor.Bind(challenge, Threads);
        }
    }

    public override Fr[] Finals() => Array.ConvertAll(_factors, static f => f[0]);

    public override void Dispose()
    {
        _front.Dispose();
        foreach (FieldTable factor in _factors)
        {
            factor.Dispose();
        }
    }

    private void AddPairs(int start, int end, Fr[] sums)
    {
        Span<Fr> factors = stackalloc Fr[_factors.Length], steps = stackalloc Fr[_factors.Length];
        int half = _front.Length / 2;
        for (int x = start; x < end; x++)
        {
            bool valid = false;
            for (int i = 0; i < factors.Length; i++)
            {
                Fr low = _factors[i][x], high = _factors[i][half + x];
                factors[i] = low;
                steps[i] = high - low;
                valid |= !low.IsZero || !high.IsZero;
            }

            if (!valid)
            {
                continue;   // no digit has a one here: padding, or a masked element
            }

            Fr front = _front[x], frontStep = _front[half + x] - front;
            for (int t = 0; t < sums.Length; t++)
            {
                if (t != 1)
                {
                    sums[t] += front * TSum.Evaluate(factors, _eta);
                }

                front += frontStep;
                for (int i = 0; i < factors.Length; i++)
                {
                    factors[i] += steps[i];
                }
            }
        }
    }
}
