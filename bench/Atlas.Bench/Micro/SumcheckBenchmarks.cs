using Atlas.Runtime.Fields;
using Atlas.Runtime.Proving;
using Atlas.Runtime.Tensors;
using BenchmarkDotNet.Attributes;

namespace Atlas.Bench.Micro;

/// <summary>
/// All rounds of the two drivers that most sums end in, on one thread, per cell of their tables. The others are bound to a witness: the stage table of the models has their times.
/// </summary>
public class SumcheckBenchmarks
{
    private const int Variables = 14, Cells = 1 << Variables, FrontVariables = 7;

    private readonly Fr[] _a = BenchData.Scalars(Cells, seed: 8), _b = BenchData.Scalars(Cells, seed: 9), _front = BenchData.Scalars(1 << FrontVariables, seed: 10);
    private readonly Fr[] _coefficients = new Fr[4];

    /// <summary>Σ a·b: merges, gathers, tables.</summary>
    [Benchmark(OperationsPerInvoke = Cells)]
    public Fr Product()
    {
        using var prover = new ProductProver(FieldTable.Copy(_a), FieldTable.Copy(_b), sendFirst: true, threads: 1);
        return Rounds(prover, static _ => 3);
    }

    /// <summary>Σ front(x)·a(x,k)·b(x,k): contractions and masks.</summary>
    [Benchmark(OperationsPerInvoke = Cells)]
    public Fr Triple()
    {
        using var prover = new TripleProver(FieldTable.Copy(_front), FieldTable.Copy(_a), FieldTable.Copy(_b), Fr.One, threads: 1);
        return Rounds(prover, static round => round < FrontVariables ? 4 : 3);
    }

    private Fr Rounds(SumProver prover, Func<int, int> coefficients)
    {
        for (int round = 0; round < Variables; round++)
        {
            Span<Fr> polynomial = _coefficients.AsSpan(0, coefficients(round));
            polynomial.Clear();
            prover.Round(_front[0], polynomial);
            prover.Bind(BenchData.Challenge);
        }

        return prover.Finals()[0];
    }
}
