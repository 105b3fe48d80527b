using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>out = Σ_t k_t·Π U: ReLU, absolute value, clamp (docs/protocol.md §6.6).</summary>
public sealed class Gate(ReferenceModel model, GateNode plan) : Node(model, plan)
{
    private readonly DigitPolynomial _polynomial = new(
        model.Sites[plan.Site],
        [.. plan.Sum.Functionals.Select(f => DigitTable.Of(model.Sites[plan.Site].Layout, f))],
        [.. plan.Sum.Terms.Select(static t => new Term(Fr.FromBigInteger(t.Coefficient), [.. t.Factors]))]);

    protected override Claims Several => Claims.Combine;

    public override void Execute(Witness witness)
    {
        witness.Encode(_polynomial.Site, witness[plan.Accumulator]);
        witness.SetField(Output, _polynomial.Values(witness));
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        var front = new Front(context, Label, claims);
        (Coordinate[] point, Fr[] values) = ([], []);
        yield return _polynomial.Reduce(context, Label, front, front.Value, (at, factors) => (point, values) = (at, factors));
        _polynomial.Claim(context, point, values);
        SiteLink.Run(context, _polynomial.Site, plan.Accumulator, point);
    }
}
