using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_{x,k} front(x)·a(x,k)·b(x,k): degree 3 in x, then, with the front down to a scalar, degree 2 in k. For fixed x the sum over k is a quadratic
/// q_x; the front multiplies it once. Three products a pair for a round, two to bind.
/// </summary>
internal sealed class TripleProver(FieldTable front, FieldTable a, FieldTable b, Fr factor, int threads) : SumProver(threads)
{
    /// <summary>Pairs that are worked on side by side where the sums over k are short.</summary>
    private const int Block = 64;

    private Fr _factor = front.Length == 1 ? factor * front[0] : factor;

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        if (front.Length == a.Length && coefficients.Length > 3)
        {
            RoundOfTriples(claim, coefficients);
            return;
        }

        Span<Fr> sums = stackalloc Fr[3];
        sums.Clear();
        int half = a.Length / 2;
        if (front.Length > 1)
        {
            int groups = front.Length / 2, inner = half / groups;
            if (inner >= Block)
            {
                Accumulate(groups, 4 * inner, sums, (start, end, partial) => AddGroups(start, end, inner, partial));
            }
            else
            {
                int blocks = (half + Block - 1) / Block;
                Accumulate(blocks, 7 * Block, sums, (start, end, partial) => AddBlocks(start, end, inner, partial));
            }

            coefficients[3] = _factor * sums[2];
        }
        else
        {
            Accumulate(half, 2, sums[..2], (start, end, partial) =>
            {
                QuadraticRound round = Kernels.QuadraticSums(a.Lines(start, end), b.Lines(start, end));
                (partial[0], partial[1]) = (round.Constant, round.Leading);
            });
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

    /// <summary>Without variables k a round is Σ_x of three lines: from s(0), s(-1), the leading coefficient and s(0) + s(1) = claim.</summary>
    private void RoundOfTriples(Fr claim, Span<Fr> coefficients)
    {
        Span<Fr> sums = stackalloc Fr[3];
        sums.Clear();
        Accumulate(a.Length / 2, 6, sums, (start, end, partial) =>
        {
            CubicRound round = Kernels.CubicSums(front.Lines(start, end), a.Lines(start, end), b.Lines(start, end));
            (partial[0], partial[1], partial[2]) = (round.Constant, round.AtMinusOne, round.Leading);
        });
        Fr constant = _factor * sums[0], leading = _factor * sums[2];
        Fr sum = claim - constant.Double() - leading, difference = (_factor * sums[1]) - constant + leading;
        coefficients[0] = constant;
        coefficients[1] = (sum - difference) * Fr.Half;
        coefficients[2] = (sum + difference) * Fr.Half;
        coefficients[3] = leading;
    }

    /// <summary>Constant, quadratic and cubic coefficient of Σ_x (f0 + X·df)·(q0 + X·q1 + X²·q2), where a q is a sum of many products.</summary>
    private void AddGroups(int start, int end, int inner, Fr[] sums)
    {
        ReadOnlySpan<Fr> f0 = front.Low, f1 = front.High, a1 = a.High, b1 = b.High;
        for (int x = start; x < end; x++)
        {
            int at = x * inner;
            QuadraticRound q = Kernels.QuadraticSums(a.Lines(at, at + inner), b.Lines(at, at + inner));
            Fr one = Kernels.InnerProduct(a1.Slice(at, inner), b1.Slice(at, inner));
            Fr linear = one - q.Constant - q.Leading, df = f1[x] - f0[x];
            sums[0] += f0[x] * q.Constant;
            sums[1] += (f0[x] * q.Leading) + (df * linear);
            sums[2] += df * q.Leading;
        }
    }

    /// <summary>The same where a q has few products: each pair with its own front.</summary>
    private void AddBlocks(int start, int end, int inner, Fr[] sums)
    {
        Span<Fr> memory = stackalloc Fr[7 * Block];
        int half = a.Length / 2;
        for (int block = start; block < end; block++)
        {
            int at = block * Block, count = Math.Min(Block, half - at);
            Span<Fr> f0 = memory[..count], df = memory.Slice(Block, count), q0 = memory.Slice(2 * Block, count), q1 = memory.Slice(3 * Block, count);
            Span<Fr> q2 = memory.Slice(4 * Block, count), da = memory.Slice(5 * Block, count), db = memory.Slice(6 * Block, count);
            for (int i = 0; i < count; i++)
            {
                f0[i] = front.Low[(at + i) / inner];
                df[i] = front.High[(at + i) / inner];
            }

            ReadOnlySpan<Fr> a0 = a.Low.Slice(at, count), a1 = a.High.Slice(at, count), b0 = b.Low.Slice(at, count), b1 = b.High.Slice(at, count);
            Kernels.Subtract(df, df, f0);
            Kernels.Subtract(da, a1, a0);
            Kernels.Subtract(db, b1, b0);
            Kernels.Multiply(q0, a0, b0);
            Kernels.Multiply(q2, da, db);
            Kernels.Multiply(q1, a1, b1);
            Kernels.Subtract(q1, q1, q0);
            Kernels.Subtract(q1, q1, q2);
            sums[0] += Kernels.InnerProduct(f0, q0);
            sums[1] += Kernels.InnerProduct(f0, q2) + Kernels.InnerProduct(df, q1);
            sums[2] += Kernels.InnerProduct(df, q2);
        }
    }
}
