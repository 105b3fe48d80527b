using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Sumcheck;

/// <summary>The batched sumcheck of docs/protocol.md §5, and the relations of one depth in lockstep.</summary>
public static class Batch
{
    /// <summary>
    /// The rounds themselves: a polynomial of degree d is sent as d coefficients, constant first, without the linear one. Returns the point and the last claim.
    /// </summary>
    public static (Coordinate[] Point, Fr Final) Rounds(
        Context context, string label, Fr claim, IReadOnlyList<int> degrees, Func<int, Fr[]> round, Action<int, Fr, Fr> bind)
    {
        var point = new List<Coordinate>();
        for (int i = 0; i < degrees.Count; i++)
        {
            int current = i;
            Fr[] sent = context.Message($"{label}.round", degrees[i], _ => WithoutLinear(round(current), degrees[current]));
            Fr linear = claim - Witness.Sum(sent) - sent[0];
            Coordinate r = context.Challenge($"{label}.r");
            claim = Univariate.Horner([sent[0], linear, .. sent.Skip(1)], r.Value);
            point.Add(r);
            if (context.Witness is not null)
            {
                bind(i, r.Value, claim);
            }
        }

        return ([.. point], claim);
    }

    /// <summary>All relations of one depth: batch after batch of their sums until none has any left.</summary>
    public static void RunLevel(Context context, IEnumerable<IEnumerable<Sum>> relations)
    {
        var live = relations.Select(static r => r.GetEnumerator()).ToList();
        live = [.. live.Where(static task => task.MoveNext())];
        while (live.Count > 0)
        {
            Run(context, [.. live.Select(static task => task.Current)]);
            live = [.. live.Where(static task => task.MoveNext())];
        }
    }

    private static void Run(Context context, Sum[] sums)
    {
        string label = sums.Length < 4 ? string.Join('+', sums.Select(static s => s.Label)) : $"{sums[0].Label}+{sums.Length - 1} more";
        int rounds = sums.Max(static s => s.Degrees.Length);
        int[] skipped = [.. sums.Select(s => rounds - s.Degrees.Length)];
        Fr beta = sums.Length > 1 ? context.Challenge($"{label}.batch").Value : Fr.One;
        Fr[] powers = [.. Enumerable.Range(0, sums.Length).Select(i => beta.Pow(i))];
        SumProver[] provers = context.Witness is { } witness ? [.. sums.Select((s, i) => new SumProver(s, witness, skipped[i]))] : [];

        int[] degrees = [.. Enumerable.Range(0, rounds).Select(i => sums.Select((s, k) => i >= skipped[k] ? s.Degrees[i - skipped[k]] : 0).Max())];
        Fr claim = Witness.Sum(sums.Select((s, i) => powers[i] * s.Claim));
        (Coordinate[] point, Fr final) = Rounds(context, label, claim, degrees, Combined, Bind);

        Fr end = Fr.Zero;
        for (int i = 0; i < sums.Length; i++)
        {
            Coordinate[] own = point[skipped[i]..];
            Fr value = sums[i].Finish(provers.Length == 0 ? new End(own, [], Fr.Zero) : new End(own, provers[i].Values, provers[i].Target));
            end += powers[i] * Fr.Half.Pow(skipped[i]) * value;
        }

        context.Check($"{label}.end", end == final);

        Fr[] Combined(int round)
        {
            var sum = new Fr[degrees[round] + 1];
            for (int i = 0; i < provers.Length; i++)
            {
                Fr[] part = provers[i].Round(round);
                for (int k = 0; k < part.Length; k++)
                {
                    sum[k] += powers[i] * part[k];
                }
            }

            return sum;
        }

        void Bind(int round, Fr challenge, Fr value)
        {
            foreach (SumProver prover in provers)
            {
                prover.Bind(round, challenge);
            }

            // a lie in the message is booked on the first member, so that a repair can carry it on
            provers[0].Claim += value - Witness.Sum(provers.Select((p, i) => powers[i] * p.Claim));
        }
    }

    private static Fr[] WithoutLinear(Fr[] coefficients, int degree) =>
        [.. Enumerable.Range(0, degree + 1).Where(static k => k != 1).Select(k => k < coefficients.Length ? coefficients[k] : Fr.Zero)];
}
