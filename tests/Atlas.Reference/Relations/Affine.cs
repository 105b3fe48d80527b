using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>out = Σ c_i t_i + constant on the true shape (docs/protocol.md §6.2).</summary>
public class Affine(ReferenceModel model, AffineNode plan) : Node(model, plan)
{
    protected override Claims Several => Claims.Merge;

    protected IReadOnlyList<AffineTerm> Terms => plan.Terms;

    protected Fr Constant => Fr.FromBigInteger(plan.Constant);

    public override void Execute(Witness witness)
    {
        var table = new BigInteger[Shape.Size];
        foreach (int[] index in Shape.Cells())
        {
            table[Shape.Flat(index)] = plan.Terms.Aggregate(plan.Constant, (sum, term) => sum + (term.Coefficient * At(witness, term, index)));
        }

        witness.Set(Output, table);
    }

    /// <summary>Coordinates of the output's point that belong to a term's axes.</summary>
    protected Coordinate[] PointOf(AffineTerm term, Coordinate[] point) => [.. term.Axes.SelectMany(axis => point[Shape.Axis(axis)])];

    protected BigInteger At(Witness witness, AffineTerm term, int[] index) =>
        witness[term.Tensor][Model.Shapes[term.Tensor].Flat([.. term.Axes.Select(axis => index[axis])])];

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        Claim claim = claims.Single();
        Coordinate[][] points = [.. Terms.Select(term => PointOf(term, claim.Point))];
        Fr[] scale = [.. Terms.Select(term => Fr.FromBigInteger(term.Coefficient) * Broadcast(term, claim.Point))];
        Fr known = Constant * Shape.Valid(claim.Point.Values());
        Fr Residual(Fr[] v) => Witness.Sum(v.Zip(scale, static (a, b) => a * b)) + known - claim.Value;

        Fr[] values = context.Message(
            $"{Label}.operands",
            Terms.Count,
            witness => [.. Terms.Select((term, i) => Mle.Evaluate(witness.Field(term.Tensor), points[i].Values()))],
            Residual);
        context.Check($"{Label}.affine", Residual(values).IsZero);
        for (int i = 0; i < values.Length; i++)
        {
            context.Claim(Terms[i].Tensor, points[i], values[i]);
        }

        yield break;
    }

    /// <summary>Π over the axes that a term lacks of the axis's indicator: a factor, never a division.</summary>
    private Fr Broadcast(AffineTerm term, Coordinate[] point)
    {
        Fr product = Fr.One;
        for (int axis = 0; axis < Shape.Dimensions.Count; axis++)
        {
            if (!term.Axes.Contains(axis))
            {
                product *= new Shape([Shape.Dimensions[axis]]).Valid(point[Shape.Axis(axis)].Values());
            }
        }

        return product;
    }
}

/// <summary>out = valid·(Σ c_i t_i + constant) where the operands are not zero outside of the shape: a sumcheck of degree 3.</summary>
public sealed class Mask(ReferenceModel model, AffineNode plan) : Affine(model, plan)
{
    protected override Claims Several => Claims.Combine;

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        var front = new Front(context, Label, claims);
        Coordinate[] point = [];
        Fr[] values = [];
        yield return new Sum(Label, front.Value, Sum.Same(3, Shape.Variables), witness => Tables(witness, front), end =>
        {
            point = end.Point;
            Fr weight = front.At(point.Values()) * Shape.Valid(point.Values());
            Fr Value(Fr[] v) => weight * (Constant + Witness.Sum(v.Zip(Terms, static (x, term) => Fr.FromBigInteger(term.Coefficient) * x)));
            values = context.Message($"{Label}.operands", Terms.Count, _ => end.Values[2..], v => Value(v) - end.Target);
            return Value(values);
        });
        for (int i = 0; i < values.Length; i++)
        {
            context.Claim(Terms[i].Tensor, PointOf(Terms[i], point), values[i]);
        }
    }

    /// <summary>front, valid, then the terms' tensors on the whole padded cube.</summary>
    private Summand Tables(Witness witness, Front front)
    {
        var tables = new List<Fr[]> { front.Table(), Shape.ValidTable() };
        var terms = new List<Term> { new(Constant, 0, 1) };
        var padded = new Shape([.. Shape.AxisBits.Select(static bits => 1 << bits)]);
        foreach (AffineTerm term in Terms)
        {
            var table = new Fr[padded.Size];
            foreach (int[] index in padded.Cells())
            {
                table[padded.Flat(index)] = Fr.FromBigInteger(At(witness, term, index));
            }

            terms.Add(new Term(Fr.FromBigInteger(term.Coefficient), 0, 1, tables.Count));
            tables.Add(table);
        }

        return new Summand([.. tables], [.. terms]);
    }
}
