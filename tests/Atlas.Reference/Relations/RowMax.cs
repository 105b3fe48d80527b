using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>
/// m[row] = x(row, j*(row)) at a valid column (docs/protocol.md §6.8): Σ front·Π_c P_s(c,row,j_c)·(x + γ·valid) = m + γ·rowvalid. That m bounds the row is another site's link.
/// </summary>
public sealed class RowMax(ReferenceModel model, RowMaxNode plan) : Node(model, plan)
{
    private readonly Shape _region = new(plan.Region);

    protected override Claims Several => Claims.Combine;

    private SiteTable Site => Model.Sites[plan.IndexSite];

    private int[] Digits => [.. Enumerable.Range(0, Site.Layout.Count)];

    private int ColumnBits => _region.AxisBits[^1];

    public override void Execute(Witness witness)
    {
        Fr[] x = witness.Field(plan.Source);
        witness.SetField(Output, Enumerable.Range(0, Shape.Size).Select(row =>
            Witness.Sum(witness.Selected(Site, Digits, row, Fr.One).Select(selected => selected.Value * x[(row << ColumnBits) | selected.Key]))));
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        var front = new Front(context, Label, claims);
        Fr gamma = context.Challenge($"{Label}.gamma").Value;
        int digits = Digits.Length, rowBits = Shape.Variables;
        int[] degrees = [.. Sum.Same(digits + 2, rowBits), .. Sum.Same(2, ColumnBits)];
        Fr claim = front.Value + (gamma * front.Each(Site.Shape.Valid));
        Coordinate[] point = [];
        Fr[] values = [];
        yield return new Sum(Label, claim, degrees, witness => Tables(witness, front, gamma), end =>
        {
            point = end.Point;
            Fr weight = front.At(point[..rowBits].Values()), shift = gamma * _region.Valid(point.Values());
            Fr Value(Fr[] v) => v[..^1].Aggregate(weight * (v[^1] + shift), static (product, address) => product * address);
            values = context.Message(
                $"{Label}.operands",
                digits + 1,
                witness => [.. end.Values[2..], Mle.Evaluate(witness.Field(plan.Source), end.Point.Values())],
                v => Value(v) - end.Target);
            return Value(values);
        });

        DigitTable[] address = DigitTable.Address(Site.Layout, Digits, point[rowBits..].Values());
        for (int i = 0; i < digits; i++)
        {
            context.Claim(Site, address[i], point[..rowBits], values[i]);
        }

        context.Claim(plan.Source, point, values[^1]);
    }

    /// <summary>front, x + γ·valid, then the address factors, all over (row, column).</summary>
    private Summand Tables(Witness witness, Front front, Fr gamma)
    {
        int columns = 1 << ColumnBits;
        Fr[] eq = [.. front.Table().SelectMany(e => Enumerable.Repeat(e, columns))];
        Fr[] y = [.. witness.Field(plan.Source).Zip(_region.ValidTable(), (x, valid) => x + (gamma * valid))];
        Fr[][] factors = [.. Digits.Select(_ => new Fr[eq.Length])];
        for (int column = 0; column < columns; column++)
        {
            DigitTable[] address = DigitTable.Address(Site.Layout, Digits, Mle.IndexPoint(column, ColumnBits));
            for (int i = 0; i < factors.Length; i++)
            {
                Fr[] rows = witness.Functional(Site, address[i]);
                for (int row = 0; row < rows.Length; row++)
                {
                    factors[i][(row * columns) + column] = rows[row];
                }
            }
        }

        return new Summand([eq, y, .. factors], new Term(Fr.One, [.. Enumerable.Range(0, factors.Length + 2)]));
    }
}
