using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;

namespace Atlas.Runtime.Proving;

/// <summary>The prover's side of one sum of a batch. Rounds bind the leading variable of every table in place.</summary>
internal abstract class SumProver(int threads) : IDisposable
{
    /// <summary>Field products below which a pass is not worth a second thread.</summary>
    private const int ParallelProducts = 1 << 9;

    protected int Threads { get; } = threads;

    /// <summary>
    /// Coefficients, constant first, of g(X) = Σ summand with the leading variable X; <paramref name="coefficients"/> has degree + 1 places, all
    /// zero. g(0) + g(1) =
    /// <paramref name="claim"/> saves one evaluation.
    /// </summary>
    public abstract void Round(Fr claim, Span<Fr> coefficients);

    public abstract void Bind(Fr challenge);

    /// <summary>After the last round: the values that are sent.</summary>
    public abstract Fr[] Finals();

    public abstract void Dispose();

    /// <summary>
    /// Adds what <paramref name="body"/> gives for ranges of [0, count). Field addition is exact, so the number of threads does not matter.
    /// </summary>
    protected void Accumulate(int count, int products, Span<Fr> sums, Action<int, int, Fr[]> body)
    {
        int workers = (long)count * products < ParallelProducts ? 1 : Threads;
        var partial = new Fr[workers][];
        int length = sums.Length;
        StaticPartition.For(workers, count, (start, end, worker) => body(start, end, partial[worker] = new Fr[length]));
        foreach (Fr[]? part in partial)
        {
            for (int i = 0; part is not null && i < length; i++)
            {
                sums[i] += part[i];
            }
        }
    }
}
