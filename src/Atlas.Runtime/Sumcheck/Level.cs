using Atlas.Runtime.Fields;
using Atlas.Runtime.Relations;

namespace Atlas.Runtime.Sumcheck;

/// <summary>All relations of one depth: they advance in lockstep, batch after batch of their sums, until none has any left (docs/protocol.md §5).</summary>
public static class Level
{
    public static void Run(Channel channel, params ReadOnlySpan<Relation> relations)
    {
        if (channel.HasFailed)
        {
            return;
        }

        var live = new List<IEnumerator<Sum>>(relations.Length);
        var claims = new IReadOnlyList<Claim>[relations.Length];
        for (int i = 0; i < relations.Length; i++)
        {
            claims[i] = channel.Take(relations[i].Output);
        }

        for (int i = 0; i < relations.Length; i++)
        {
            live.Add(relations[i].Reduce(channel, claims[i]).GetEnumerator());
        }

        live.RemoveAll(static task => !task.MoveNext());
        while (live.Count > 0 && !channel.HasFailed)
        {
            (SumBatch batch, Fr final) = SumBatch.Run(channel, [.. live.Select(static task => task.Current)]);
            foreach (IEnumerator<Sum> task in live)
            {
                task.MoveNext();   // the relation reads its operands' values and yields the same sum again, with its end value
            }

            batch.CheckEnd(channel, final);
            live.RemoveAll(static task => !task.MoveNext());
        }
    }
}
