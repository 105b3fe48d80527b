using Atlas.Runtime.Commitments;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Platform;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.Proving;

/// <summary>
/// The prover's side of the final check (docs/protocol.md §7). Members are independent; they are divided among the threads once, balanced by size.
/// </summary>
internal sealed class FinalCheckProver : IRoundProver
{
    private readonly FinalCheckStatement _statement;
    private readonly ProvingKey _key;
    private readonly int[] _positions;
    private readonly IMemberProver[] _members;
    private readonly int[][] _shares;
    private readonly Tamper? _tamper;

    public FinalCheckProver(FinalCheckStatement statement, Witness witness, ProvingKey key, int threads, Tamper? tamper)
    {
        _statement = statement;
        _key = key;
        _tamper = tamper;
        _positions = statement.BindingOrder;
        FinalMember? longest = statement.Members.Where(static m => m.Site is not null).MaxBy(static m => m.ElementPoint.Length);
        var weights = new ElementWeights(longest?.ElementPoint);
        _members = [.. statement.Members.Select(member => tamper?.Member(member, statement, witness) ?? Create(member, witness, weights))];
        _shares = Shares(_members, threads);
        Over(static member => member.Prepare());
    }

    public Fr[] Round(int round)
    {
        int position = _positions[round];
        var partial = new Fr[_shares.Length][];
        StaticPartition.For(_shares.Length, _shares.Length, (start, _, _) =>
        {
            var coefficients = new Fr[4];
            foreach (int member in _shares[start])
            {
                _members[member].Round(position, coefficients);
            }

            partial[start] = coefficients;
        });
        var sum = new Fr[4];
        foreach (Fr[] part in partial)
        {
            Kernels.Add(sum, sum, part);
        }

        return sum;
    }

    public void Bind(int round, Fr challenge, Fr claim)
    {
        int position = _positions[round];
        Over(member => member.Bind(position, challenge));
    }

    public Fr[] Finals(int member)
    {
        Fr[] values = Array.ConvertAll(_members, static m => m.Final);
        foreach (IMemberProver prover in _members)
        {
            prover.Dispose();
        }

        return values;
    }

    /// <summary>Σ_i γ^i f_i, rows combined: the polynomial that is opened.</summary>
    public Fr[] Combine(OpeningStatement statement)
    {
        Fr[] cells = OpenedCells.Combine(_members, member => Rows(_statement.Members[member]), statement, _shares.Length);
        _tamper?.Combined(statement, cells);
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

    private IMemberProver Create(FinalMember member, Witness witness, ElementWeights weights)
    {
        if (member.Site is not null)
        {
            return new SiteMember(
                member, witness.Digits(member.Site), _key.Model.Model.Sites[member.SiteIndex], _key.Model.Model.LogWidth, weights, _statement.BooleanPoint);
        }

        long[] integers = _key.Cells(member.Polynomial);
        ConstantCells cells = member.RowPoint is { } rows ? new CombinedCells(integers, Multilinear.EqTable(rows)) : new IntegerCells(integers);
        return new ConstantMember(member, cells, Math.Min(Site.Kappa, _statement.Variables));
    }

    private void Over(Action<IMemberProver> body) =>
        StaticPartition.For(_shares.Length, _shares.Length, (start, _, _) =>
        {
            foreach (int member in _shares[start])
            {
                body(_members[member]);
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
