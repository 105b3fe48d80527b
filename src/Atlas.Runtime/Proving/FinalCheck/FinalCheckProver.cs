using Atlas.Runtime.Commitments;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The prover's side of the final check (docs/protocol.md §7). Members are independent; they are divided among the threads once, balanced by their work.
/// A challenge is bound together with the next round's sums, while a member's values are in the cache.
/// </summary>
internal sealed class FinalCheckProver : IRoundProver
{
    private readonly FinalCheckStatement _statement;
    private readonly ProvingKey _key;
    private readonly int[] _positions;
    private readonly IMemberProver[] _members;
    private readonly int[][] _shares;
    private readonly ElementWeights _weights;
    private readonly Tamper? _tamper;
    private (int Position, Fr Challenge)? _pending;

    public FinalCheckProver(FinalCheckStatement statement, Witness witness, ProvingKey key, int threads, Tamper? tamper)
    {
        _statement = statement;
        _key = key;
        _tamper = tamper;
        _positions = statement.BindingOrder;
        FinalMember? longest = statement.Members.Where(static m => m.Site is not null).MaxBy(static m => m.ElementPoint.Length);
        _weights = new ElementWeights(longest?.ElementPoint);
        _members = [.. statement.Members.Select(member => tamper?.Member(member, statement, witness) ?? Create(member, witness))];
        _shares = Shares(_members, threads);
        Over(static (member, _) => member.Prepare());
    }

    public Fr[] Round(int round)
    {
        int position = _positions[round];
        var partial = new Fr[_shares.Length][];
        Over((member, share) =>
        {
            BindPending(member);
            member.Round(position, partial[share] ??= new Fr[4]);
        });
        _pending = null;
        var sum = new Fr[4];
        foreach (Fr[] part in partial)
        {
            Kernels.Add(sum, sum, part);
        }

        return sum;
    }

    public void Bind(int round, Fr challenge, Fr claim) => _pending = (_positions[round], challenge);

    public Fr[] Finals(int member)
    {
        Over((prover, _) => BindPending(prover));
        _pending = null;
        Fr[] values = Array.ConvertAll(_members, static m => m.Final);
        foreach (IMemberProver prover in _members)
        {
            prover.Dispose();
        }

        _weights.Dispose();
        return values;
    }

    /// <summary>Σ_i γ^i f_i, rows combined: the polynomial that is opened.</summary>
    public FieldTable Combine(OpeningStatement statement)
    {
        FieldTable cells = OpenedCells.Combine(_members, member => Rows(_statement.Members[member]), statement, _shares.Length);
        _tamper?.Combined(statement, cells.Span);
        return cells;
    }

    private int[] Rows(FinalMember member)
    {
        if (member.Site is not null)
        {
            return _key.Model.Model.Sites[member.SiteIndex].Rows;
        }

        return [.. Enumerable.Range(0, _key.Model.Model.Polynomials[member.Polynomial].RowCount(_key.Model.Model.LogWidth))];
    }

    private IMemberProver Create(FinalMember member, Witness witness)
    {
        if (member.Site is not null)
        {
            return new SiteMember(
                member, witness.Digits(member.Site), _key.Model.Model.Sites[member.SiteIndex], _key.Model.Model.LogWidth, _weights, _statement.BooleanPoint);
        }

        long[] integers = _key.Cells(member.Polynomial);
        return new ConstantMember(
            member,
            () => member.RowPoint is { } rows ? new CombinedCells(integers, Multilinear.EqTable(rows)) : new IntegerCells(integers),
            integers.Length,
            Math.Min(Site.Kappa, _statement.Variables));
    }

    private void BindPending(IMemberProver member)
    {
        if (_pending is { } pending)
        {
            member.Bind(pending.Position, pending.Challenge);
        }
    }

    /// <summary>Runs the body on every member, with the number of the share that it belongs to.</summary>
    private void Over(Action<IMemberProver, int> body) =>
        StaticPartition.For(_shares.Length, _shares.Length, (share, _, _) =>
        {
            foreach (int member in _shares[share])
            {
                body(_members[member], share);
            }
        });

    /// <summary>The largest first, each to the thread with the least work: the same for the same plan, whatever the timing.</summary>
    private static int[][] Shares(IMemberProver[] members, int threads)
    {
        var shares = new List<int>[Math.Max(1, Math.Min(threads, members.Length))];
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] = [];
        }

        var work = new long[shares.Length];
        foreach (int member in Enumerable.Range(0, members.Length).OrderByDescending(i => members[i].Work))
        {
            int least = Array.IndexOf(work, work.Min());
            shares[least].Add(member);
            work[least] += members[member].Work;
        }

        return Array.ConvertAll(shares, static share => share.ToArray());
    }
}
