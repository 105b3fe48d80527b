using Atlas.Reference.Channels;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>Σ_t k_t·Π functionals of one site's digits.</summary>
internal sealed record DigitPolynomial(SiteTable Site, DigitTable[] Factors, Term[] Terms)
{
    public int Degree => Terms.Max(static t => t.Factors.Length);

    public Fr Value(Fr[] factors) =>
        Witness.Sum(Terms.Select(term => term.Factors.Aggregate(term.Coefficient, (product, i) => product * factors[i])));

    /// <summary>The value at every element.</summary>
    public Fr[] Values(Witness witness)
    {
        Fr[][] factors = [.. Factors.Select(table => witness.Functional(Site, table))];
        return [.. Enumerable.Range(0, Site.Shape.Size).Select(e => Value([.. factors.Select(f => f[e])]))];
    }

    /// <summary>
    /// claim = Σ_x front(x)·polynomial(x), of degree 1 + most factors; ends with one digit claim for each factor (relation 6, phase 2 of relation 7).
    /// </summary>
    public Sum Reduce(Context context, string label, Front front, Fr claim, Action<Coordinate[], Fr[]> ended) =>
        new(label, claim, Sum.Same(1 + Degree, Site.Shape.Variables), witness => Summand(witness, front), end =>
        {
            Fr weight = front.At(end.Point.Values());
            Fr[] values = context.Message($"{label}.factors", Factors.Length, _ => end.Values[1..], v => (weight * Value(v)) - end.Target);
            ended(end.Point, values);
            return weight * Value(values);
        });

    public void Claim(Context context, Coordinate[] point, Fr[] values)
    {
        for (int i = 0; i < Factors.Length; i++)
        {
            context.Claim(Site, Factors[i], point, values[i]);
        }
    }

    private Summand Summand(Witness witness, Front front)
    {
        Fr[][] tables = [front.Table(), .. Factors.Select(table => witness.Functional(Site, table))];
        return new Summand(tables, [.. Terms.Select(static term => new Term(term.Coefficient, [0, .. term.Factors.Select(static i => i + 1)]))]);
    }
}
