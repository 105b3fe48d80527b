using Atlas.Runtime.Fields;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_x front(x)·Π_f factor_f(x). A front of one claim stays split (<see cref="SplitEq"/>); one of several is a further factor. Binding a variable and the sums of the next round are one pass,
/// block by block, so that the tables go through the caches once a round. The factors may have free variables behind those of the front: these are summed over in every round.
/// </summary>
internal class FactorProductProver : SumProver
{
    /// <summary>Pairs that are folded and then summed while they are in the first-level cache.</summary>
    private const int Block = 64;

    /// <summary>Ranges of threads are multiples of this many pairs, so that vectors stay full.</summary>
    private const int Unit = 8;

    /// <summary>Field products below which a pass is not worth a second thread.</summary>
    private const int ParallelProducts = 1 << 9;

    private readonly FactorTables _tables;
    private readonly SplitEq? _eq;
    private readonly int _sent;
    private int _rounds;

    /// <summary>The round's polynomial, or q, at 0, 2, 3, …</summary>
    private readonly Fr[] _sums;

    /// <param name="front">Multiplies the product.</param>
    /// <param name="free">Variables behind those of the front.</param>
    /// <param name="count">Number of factors; their values are sent at the end, unless a subclass sends others.</param>
    /// <param name="fill">Writes the cells [start, end) of one factor: table, factor, start, end.</param>
    /// <param name="threads">Number of threads.</param>
    public FactorProductProver(Front front, int free, int count, FactorFill fill, int threads)
        : base(threads)
    {
        _eq = SplitEq.Of(front, free);
        _sent = count;
        _rounds = front.Variables;
        _tables = new FactorTables(_eq is null ? count + 1 : count, 1 << (front.Variables + free));
        _tables.Fill(0, count, fill, threads);
        if (_eq is null)
        {
            using FieldTable table = FieldTable.Of(front, threads);
            _tables.Fill(count, count + 1, (repeated, _, start, end) => Repeat(table.Span, free, repeated, start, end), threads);
        }

        _sums = new Fr[_tables.Count];
        Advance(challenge: null);
    }

    /// <summary>Rounds that the front's variables still have.</summary>
    public int Rounds => _rounds;

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        Span<Fr> values = stackalloc Fr[_sums.Length + 1];
        values[0] = _sums[0];
        _sums.AsSpan(1).CopyTo(values[2..]);
        if (_eq is not null)
        {
            _eq.Complete(claim, values, coefficients);
            return;
        }

        values[1] = claim - values[0];
        RoundPolynomial.Interpolate(values).CopyTo(coefficients);
    }

    public override void Bind(Fr challenge)
    {
        _rounds--;
        _eq?.Bind(challenge);
        Advance(challenge);
    }

    /// <summary>Binds a free variable, when the front has no round left.</summary>
    public void BindFree(Fr challenge) => _tables.FoldAll(challenge, Threads);

    /// <summary>When the front has no round left: the values of a factor over the free variables.</summary>
    public ReadOnlySpan<Fr> Values(int factor) => _tables[factor];

    /// <summary>When the front has no round left: front·Π of all factors but one.</summary>
    public void ProductWithout(int factor, Span<Fr> product)
    {
        product.Fill(_eq is null ? Fr.One : _eq.Scale);
        for (int f = 0; f < _tables.Count; f++)
        {
            if (f != factor)
            {
                Kernels.Multiply(product, product, _tables[f]);
            }
        }
    }

    public override Fr[] Finals()
    {
        var values = new Fr[_sent];
        for (int f = 0; f < values.Length; f++)
        {
            values[f] = _tables[f][0];
        }

        return values;
    }

    public override void Dispose() => _tables.Dispose();

    /// <summary>Binds the leading variable, unless there is no challenge yet, and sums for the round that follows.</summary>
    private void Advance(Fr? challenge)
    {
        if (_rounds == 0)
        {
            if (challenge is { } last)
            {
                _tables.FoldAll(last, Threads);
            }

            return;
        }

        Array.Clear(_sums);
        int pairs = challenge is null ? _tables.Length / 2 : _tables.Length / 4;
        int units = (pairs + Unit - 1) / Unit, workers = pairs * _tables.Count * _tables.Count < ParallelProducts ? 1 : Threads;
        var partial = new Fr[workers][];
        StaticPartition.For(workers, units, (start, end, worker) =>
        {
            partial[worker] = new Fr[_sums.Length];
            Pass(start * Unit, Math.Min(end * Unit, pairs), pairs, challenge, partial[worker]);
        });
        if (challenge is not null)
        {
            _tables.Halve();
        }

        foreach (Fr[]? part in partial)
        {
            for (int k = 0; part is not null && k < part.Length; k++)
            {
                _sums[k] += part[k];
            }
        }
    }

    /// <summary>The pairs [start, end) of tables that have <paramref name="pairs"/> of them: folded, then summed.</summary>
    private void Pass(int start, int end, int pairs, Fr? challenge, Span<Fr> sums)
    {
        ReadOnlySpan<Fr> outer = _eq is null ? [] : _eq.Outer, inner = _eq is null ? [] : _eq.Inner;
        FactorLines lines = _tables.Lines(2 * pairs);
        Span<Fr> group = stackalloc Fr[sums.Length];
        group.Clear();
        for (int at = start, count; at < end; at += count)
        {
            int offset = _eq is null ? 0 : at % inner.Length;
            count = Math.Min(Block, end - at);
            count = _eq is null ? count : Math.Min(count, inner.Length - offset);
            if (challenge is { } r)
            {
                _tables.Fold(at, count, r);
                _tables.Fold(pairs + at, count, r);
            }

            if (_eq is null)
            {
                Kernels.ProductSums(sums, in lines, at, count, []);
                continue;
            }

            Kernels.ProductSums(group, in lines, at, count, inner.Slice(offset, count));
            if (offset + count == inner.Length || at + count == end)
            {
                for (int k = 0; k < sums.Length; k++)
                {
                    sums[k] += outer[at / inner.Length] * group[k];
                }

                group.Clear();
            }
        }
    }

    /// <summary>Each value of a table 2^free times.</summary>
    private static void Repeat(ReadOnlySpan<Fr> values, int free, Span<Fr> repeated, int start, int end)
    {
        for (int at = start; at < end; at++)
        {
            repeated[at] = values[at >> free];
        }
    }
}
