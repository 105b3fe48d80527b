using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>out = h·Val(index) + tails (docs/protocol.md §6.7). Digit segments of the site: (S, W, above).</summary>
public sealed class Table : Node
{
    private readonly TableNode _plan;
    private readonly SiteTable _site;
    private readonly int[] _index;
    private readonly DigitTable[] _window, _fixed;
    private readonly DigitPolynomial _tails;

    public Table(ReferenceModel model, TableNode plan)
        : base(model, plan)
    {
        _plan = plan;
        _site = model.Sites[plan.Site];
        DigitLayout layout = _site.Layout;
        _index = [.. layout.Between(layout.Shift, layout.Shift + model.Shapes[plan.Table].Variables)];
        DigitFunctional[] functionals = [.. plan.Window, .. plan.Tails.Functionals.Where(f => !plan.Window.Contains(f))];
        _fixed = [.. functionals.Select(f => DigitTable.Of(layout, f))];
        _window = _fixed[..plan.Window.Length];
        Term[] tails = [.. plan.Tails.Terms.Select(t => new Term(
            Fr.FromBigInteger(t.Coefficient),
            [.. t.Factors.Select(i => Array.IndexOf(functionals, plan.Tails.Functionals[i]))]))];
        _tails = new DigitPolynomial(_site, _fixed, tails);
    }

    protected override Claims Several => Claims.Combine;

    public override void Execute(Witness witness)
    {
        witness.Encode(_site, witness[_plan.Accumulator]);
        Fr[] values = Looked(witness), tails = _tails.Values(witness);
        witness.SetField(Output, Enumerable.Range(0, Shape.Size).Select(e =>
            tails[e] + Witness.Sum(Select(witness, e, Fr.One).Select(selected => selected.Value * values[selected.Key]))));
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        var front = new Front(context, Label, claims);
        Fr tails = Fr.Zero;
        if (_tails.Terms.Length > 0)
        {
            tails = context.Message($"{Label}.tails", 1, witness => [Witness.Sum(_tails.Values(witness).Zip(front.Table(), static (t, w) => t * w))])[0];
        }

        Coordinate[] index = [];
        Fr[] selection = [];
        yield return new Sum(
            $"{Label}.table",
            front.Value - tails,
            Sum.Same(2, Model.Shapes[_plan.Table].Variables),
            witness => new Summand([Selection(witness, front), Looked(witness)], new Term(Fr.One, 0, 1)),
            end =>
            {
                index = end.Point;
                selection = context.Message($"{Label}.G", 2, _ => end.Values, v => (v[0] * v[1]) - end.Target);
                return selection[0] * selection[1];
            });
        context.Claim(_plan.Table, index, selection[1]);

        Fr eta = _tails.Terms.Length > 0 ? context.Challenge($"{Label}.eta").Value : Fr.Zero;
        DigitPolynomial phase2 = WithAddress(DigitTable.Address(_site.Layout, _index, index.Values()), eta);
        (Coordinate[] point, Fr[] values) = ([], []);
        yield return phase2.Reduce(context, Label, front, selection[0] + (eta * tails), (at, factors) => (point, values) = (at, factors));
        phase2.Claim(context, point, values);
        SiteLink.Run(context, _site, _plan.Accumulator, point);
    }

    /// <summary>h·Π ra_c + η·tails: factors are the window's, the address, then the tails' that the window lacks.</summary>
    private DigitPolynomial WithAddress(DigitTable[] address, Fr eta)
    {
        int window = _window.Length;
        Term main = new(Fr.One, [.. Enumerable.Range(0, window + address.Length)]);
        var tails = _tails.Terms.Select(t => new Term(eta * t.Coefficient, [.. t.Factors.Select(i => i < window ? i : i + address.Length)]));
        return new DigitPolynomial(_site, [.. _window, .. address, .. _fixed[window..]], [main, .. tails]);
    }

    private Fr[] Looked(Witness witness)
    {
        BigInteger[] values = witness[_plan.Table];
        return witness.Tamper.TableValues is null
            ? witness.Field(_plan.Table)
            : [.. witness.Tamper.TableValues(Output, [.. values]).Select(Fr.FromBigInteger)];
    }

    /// <summary>{index: weight} that an element selects, h included.</summary>
    private Dictionary<int, Fr> Select(Witness witness, int element, Fr weight) =>
        witness.Selected(_site, _index, element, _window.Aggregate(weight, (w, table) => w * witness.Functional(_site, table)[element]));

    /// <summary>G(k) = Σ_x front(x)·h(x)·[index(x) = k].</summary>
    private Fr[] Selection(Witness witness, Front front)
    {
        var g = new Fr[1 << Model.Shapes[_plan.Table].Variables];
        Fr[] weights = front.Table();
        for (int e = 0; e < weights.Length; e++)
        {
            foreach ((int k, Fr value) in Select(witness, e, weights[e]))
            {
                g[k] += value;
            }
        }

        return g;
    }
}
