using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Opening;

/// <summary>The prover's side of a member: dense tables of the polynomial, its linear and its booleanity weight, the lowest variables leading.</summary>
internal sealed class FinalMemberProver
{
    private readonly FinalMember _member;
    private Fr[] _f, _linear, _boolean;

    public FinalMemberProver(Witness witness, FinalMember member, Fr[] booleanPoint)
    {
        _member = member;
        Cells = member.Site is null ? Constant(witness, member) : witness.OneHot(member.Site.Id);
        _f = LowFirst(Cells);
        _linear = LowFirst(member.LinearTable());
        _boolean = LowFirst(member.BooleanTable(booleanPoint));
    }

    /// <summary>The polynomial's cells in their own order.</summary>
    public Fr[] Cells { get; }

    public Fr Final => _f[0];

    /// <summary>Values at 0, 1, 2, 3 of this member's part of the round that binds a position.</summary>
    public Fr[] Round(int position) => position < _member.Variables ? OwnRound() : ForeignRound();

    public void Bind(int position, Fr r)
    {
        _f = Bound(_f);
        _linear = Bound(_linear);
        _boolean = Bound(_boolean);

        Fr[] Bound(Fr[] table) =>
            position < _member.Variables ? Mathematics.Mle.Bind(table, r) : [.. table.Select(x => (Fr.One - r) * x)];
    }

    private Fr[] OwnRound()
    {
        var values = new Fr[4];
        int half = _f.Length / 2;
        for (int i = 0; i < half; i++)
        {
            Fr f = _f[i], linear = _linear[i], boolean = _boolean[i];
            Fr df = _f[half + i] - f, dl = _linear[half + i] - linear, db = _boolean[half + i] - boolean;
            for (int t = 0; t < 4 && !(f.IsZero && df.IsZero); t++)
            {
                values[t] += (linear * f) + (boolean * (f.Square() - f));
                f += df;
                linear += dl;
                boolean += db;
            }
        }

        return values;
    }

    /// <summary>A position above the member's own: f vanishes at 1, and all weights carry (1 - X).</summary>
    private Fr[] ForeignRound()
    {
        Fr linear = Fr.Zero, square = Fr.Zero, single = Fr.Zero;
        for (int i = 0; i < _f.Length; i++)
        {
            linear += _linear[i] * _f[i];
            square += _boolean[i] * _f[i].Square();
            single += _boolean[i] * _f[i];
        }

        Fr Value(int t)
        {
            Fr low = Fr.One - Fr.FromInt64(t);
            return (low.Square() * (linear - single)) + (low.Pow(3) * square);
        }

        return [Value(0), Value(1), Value(2), Value(3)];
    }

    /// <summary>(…, a) → (a, …): the κ lowest variables become the leading ones, as they are bound first.</summary>
    private static Fr[] LowFirst(Fr[] table)
    {
        const int low = 1 << DigitLayout.Kappa;
        return table.Length <= low ? [.. table] : [.. Enumerable.Range(0, table.Length).Select(i => table[(i % (table.Length / low) * low) + (i / (table.Length / low))])];
    }

    private static Fr[] Constant(Witness witness, FinalMember member)
    {
        Fr[] table = witness.Model.Polynomial(member.Polynomial);
        table = witness.Tamper.Polynomial is null ? table : witness.Tamper.Polynomial(member.Polynomial, table);
        if (member.RowWeights is not { } weights)
        {
            return table;
        }

        var combined = new Fr[1 << member.Variables];
        for (int i = 0; i < table.Length; i++)
        {
            combined[i % combined.Length] += weights[i / combined.Length] * table[i];
        }

        return combined;
    }
}
