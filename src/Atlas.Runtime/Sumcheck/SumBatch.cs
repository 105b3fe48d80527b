using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Sumcheck;

/// <summary>
/// One batched sumcheck of independent sums (docs/protocol.md §5): the shorter ones join late, scaled by 2^-k for the k rounds that they miss.
/// </summary>
public sealed class SumBatch
{
    private SumBatch(IReadOnlyList<Sum> sums, Fr[] powers)
    {
        Sums = sums;
        Powers = powers;
        RoundCount = sums.Max(static s => s.Degrees.Length);
        Label = sums.Count < 4 ? string.Join('+', sums.Select(static s => s.Label)) : $"{sums[0].Label}+{sums.Count - 1} more";
    }

    public IReadOnlyList<Sum> Sums { get; }

    /// <summary>Coefficients of the members: powers of the batching challenge.</summary>
    public Fr[] Powers { get; }

    public int RoundCount { get; }

    public string Label { get; }

    /// <summary>Rounds that a member misses.</summary>
    public int Skipped(Sum sum) => RoundCount - sum.Degrees.Length;

    /// <summary>Degree of a round: the largest of the members that have begun.</summary>
    public int Degree(int round)
    {
        int degree = 0;
        foreach (Sum sum in Sums)
        {
            int own = round - Skipped(sum);
            degree = own >= 0 ? Math.Max(degree, sum.Degrees[own]) : degree;
        }

        return degree;
    }

    /// <summary>Runs the rounds; afterwards each sum has its point and, on the prover's end, its final values. Returns the last claim.</summary>
    public static (SumBatch Batch, Fr Final) Run(Channel channel, IReadOnlyList<Sum> sums)
    {
        var powers = new Fr[sums.Count];
        Fr challenge = sums.Count > 1 ? channel.Challenge() : Fr.One;
        Fr claim = Fr.Zero, power = Fr.One;
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = power;
            claim += power * sums[i].Claim;
            power *= challenge;
        }

        var batch = new SumBatch(sums, powers);
        IRoundProver? prover = channel.Open(batch);
        (Point point, Fr final) = SumcheckRounds.Run(channel, batch.Label, claim, batch.RoundCount, batch.Degree, prover);
        for (int i = 0; i < sums.Count; i++)
        {
            int member = i;
            sums[i].Finish(point[batch.Skipped(sums[i])..], prover is null ? null : () => prover.Finals(member));
        }

        return (batch, final);
    }

    /// <summary>Σ_i β^i·2^{-k_i}·value_i must be the last claim.</summary>
    public void CheckEnd(Channel channel, Fr final)
    {
        Fr sum = Fr.Zero;
        for (int i = 0; i < Sums.Count; i++)
        {
            Fr term = Powers[i] * Sums[i].EndValue;
            for (int k = Skipped(Sums[i]); k > 0; k--)
            {
                term *= Fr.Half;
            }

            sum += term;
        }

        channel.Check($"{Label}.end", final, sum);
    }
}
