using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_x front(x)·Σ_t k_t·Π U(x) for an emitted sum, which is evaluated on blocks of pairs by the vector kernels.
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
        _front = FieldTable.Of(sum.Front, threads);
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
        int blocks = ((_front.Length / 2) + FieldBlock.Length - 1) / FieldBlock.Length;
        Accumulate(blocks, FieldBlock.Length * coefficients.Length * _factors.Length, values, AddBlocks);
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

    /// <summary>Blocks of pairs, at X = 0, 2, 3, …; from one point to the next everything advances by additions.</summary>
    private void AddBlocks(int start, int end, Fr[] sums)
    {
        FieldBlock.Arena arena = FieldBlock.Arena.OfThread;
        int bottom = arena.Mark;
        FieldBlock front = arena.Next(), frontStep = arena.Next(), eta = arena.Next();
        eta.Span.Fill(_eta);
        FieldBlock[] factors = new FieldBlock[_factors.Length], steps = new FieldBlock[_factors.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            (factors[i], steps[i]) = (arena.Next(), arena.Next());
        }

        int top = arena.Mark;
        for (int block = start; block < end; block++)
        {
            bool valid = false;
            for (int i = 0; i < factors.Length; i++)
            {
                valid |= Load(_factors[i], block, factors[i], steps[i]);
            }

            if (!valid)
            {
                continue;   // no digit has a one here: padding, or masked elements
            }

            Load(_front, block, front, frontStep);
            for (int t = 0; t < sums.Length; t++)
            {
                if (t != 1)
                {
                    sums[t] += Kernels.InnerProduct(front.Span, TSum.Evaluate<FieldBlock>(factors, eta).Span);
                    arena.Release(top);
                }

                Kernels.Add(front.Span, front.Span, frontStep.Span);
                for (int i = 0; i < factors.Length; i++)
                {
                    Kernels.Add(factors[i].Span, factors[i].Span, steps[i].Span);
                }
            }
        }

        arena.Release(bottom);
    }

    /// <summary>A block's pairs as value at 0 and step; says whether any is not zero. The last block is filled up with zeros.</summary>
    private static bool Load(FieldTable table, int block, FieldBlock value, FieldBlock step)
    {
        int at = block * FieldBlock.Length, count = Math.Min(FieldBlock.Length, (table.Length / 2) - at);
        Span<Fr> low = value.Span, difference = step.Span;
        table.Low.Slice(at, count).CopyTo(low);
        Kernels.Subtract(difference[..count], table.High.Slice(at, count), low[..count]);
        low[count..].Clear();
        difference[count..].Clear();
        return low.ContainsAnyExcept(Fr.Zero) || difference.ContainsAnyExcept(Fr.Zero);
    }
}
