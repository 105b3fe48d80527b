using Atlas.Runtime.Fields;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>Σ_x a(x)·b(x), degree 2: gathers, the first phase of a table. Two products a pair for a round, two to bind.</summary>
internal sealed class ProductProver(FieldTable a, FieldTable b, bool sendFirst, int threads) : SumProver(threads)
{
    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        Span<Fr> sums = stackalloc Fr[2];
        sums.Clear();
        Accumulate(a.Length / 2, 2, sums, (start, end, partial) =>
        {
            QuadraticRound round = Kernels.QuadraticSums(a.Lines(start, end), b.Lines(start, end));
            (partial[0], partial[1]) = (round.Constant, round.Leading);
        });
        coefficients[0] = sums[0];
        coefficients[2] = sums[1];
        coefficients[1] = claim - sums[0].Double() - sums[1];
    }

    public override void Bind(Fr challenge)
    {
        a.Bind(challenge, Threads);
        b.Bind(challenge, Threads);
    }

    public override Fr[] Finals() => sendFirst ? [a[0], b[0]] : [b[0]];

    public override void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }
}
