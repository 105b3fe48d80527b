using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>out[rows, columns] = table[index[rows], columns], the indices public (docs/protocol.md §6.10): Σ_v Γ(v)·table(v, r_col).</summary>
public sealed class Gather(ReferenceModel model, GatherNode plan) : Node(model, plan)
{
    protected override Claims Several => Claims.Merge;

    private Shape Indices => Model.Shapes[plan.Indices];

    private Shape Source => Model.Shapes[plan.Table];

    public override void Execute(Witness witness)
    {
        var table = new BigInteger[Shape.Size];
        int rank = Indices.Dimensions.Count;
        foreach (int[] index in Shape.Cells())
        {
            int v = (int)witness[plan.Indices][Indices.Flat(index[..rank])];
            table[Shape.Flat(index)] = witness[plan.Table][Source.Flat([v, .. index[rank..]])];
        }

        witness.Set(Output, table);
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        Claim claim = claims.Single();
        Coordinate[] rows = claim.Point[..Indices.Variables], columns = claim.Point[Indices.Variables..];
        Fr[] gamma = new Fr[1 << Source.AxisBits[0]], weights = Mle.EqTable(rows.Values());
        foreach (int cell in Indices.Cells().Select(Indices.Flat))
        {
            gamma[(int)context.Inputs[plan.Indices][cell]] += weights[cell];
        }

        Coordinate[] point = [];
        Fr value = Fr.Zero;
        yield return new Sum(Label, claim.Value, Sum.Same(2, Source.AxisBits[0]), Tables, end =>
        {
            point = end.Point;
            Fr weight = Mle.Evaluate(gamma, point.Values());
            value = context.Message($"{Label}.table", 1, _ => [end.Values[1]], v => (weight * v[0]) - end.Target)[0];
            return weight * value;
        });
        context.Claim(plan.Table, [.. point, .. columns], value);

        Summand Tables(Witness witness)
        {
            IEnumerable<Fr[]> entries = witness.Field(plan.Table).Chunk(1 << columns.Length);
            return new Summand([gamma, [.. entries.Select(row => Mle.Evaluate(row, columns.Values()))]], new Term(Fr.One, 0, 1));
        }
    }
}
