using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>coefficient·tensor; axis k of the tensor is axis Axes[k] of the output, the other axes of the output are broadcast.</summary>
public sealed class AffineTerm(Fr coefficient, TensorInfo tensor, params int[] axes)
{
    public Fr Coefficient { get; } = coefficient;

    public TensorInfo Tensor { get; } = tensor;

    public int[] Axes { get; } = axes;
}

/// <summary>
/// out = Σ c_i t_i + constant on the true shape (docs/protocol.md §6.2). A broadcast axis costs the factor valid_axis(r), never a division; the constant is constant·valid, never a bare one.
/// </summary>
public class Affine(TensorInfo output, Fr constant, params AffineTerm[] terms) : MergingRelation(output)
{
    public Fr Constant { get; } = constant;

    public AffineTerm[] Terms { get; } = terms;

    /// <summary>The point of a term: the output's coordinates of the axes that the term has.</summary>
    public Point TermPoint(int term, Point point)
    {
        AffineTerm t = Terms[term];
        var parts = new Point[t.Axes.Length];
        for (int k = 0; k < parts.Length; k++)
        {
            parts[k] = point[Output.AxisRange(t.Axes[k])];
        }

        return Point.Concat(parts);
    }

    protected override IEnumerable<Sum> ReduceOne(Channel channel, Claim claim)
    {
        var at = new (TensorInfo Tensor, Point Point)[Terms.Length];
        for (int i = 0; i < at.Length; i++)
        {
            at[i] = (Terms[i].Tensor, TermPoint(i, claim.Point));
        }

        Fr[] values = channel.Evaluations($"{Label}.operands", at);
        Fr sum = Constant.IsZero ? Fr.Zero : Constant * Output.Valid(claim.Point.Coordinates);
        for (int i = 0; i < at.Length; i++)
        {
            sum += Terms[i].Coefficient * Broadcast(Terms[i], claim.Point) * values[i];
        }

        channel.Check($"{Label}.affine", claim.Value, sum);
        for (int i = 0; i < at.Length; i++)
        {
            channel.Claim(at[i].Tensor, at[i].Point, values[i]);
        }

        yield break;
    }

    private Fr Broadcast(AffineTerm term, Point point)
    {
        Fr product = Fr.One;
        for (int axis = 0; axis < Output.Rank; axis++)
        {
            if (Array.IndexOf(term.Axes, axis) < 0)
            {
                product *= Indicator.LessThan(Output.Dimensions[axis], point.Coordinates[Output.AxisRange(axis)]);
            }
        }

        return product;
    }
}

/// <summary>
/// out = valid·(Σ c_i t_i + constant) where the operands are not zero outside of the output's shape (scores above the diagonal, m - x on padded columns): one
/// sumcheck of degree 3 (docs/protocol.md §6.2).
/// </summary>
public sealed class Mask(TensorInfo output, Fr constant, params AffineTerm[] terms) : Relation(output)
{
    private readonly Affine _affine = new(output, constant, terms);

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        var front = Front.Combine(channel, claims);
        var sum = new MaskSum(Label, front, _affine);
        yield return sum;

        Fr[] values = sum.Finals(channel, $"{Label}.operands", _affine.Terms.Length);
        Fr inner = _affine.Constant;
        for (int i = 0; i < values.Length; i++)
        {
            inner += _affine.Terms[i].Coefficient * values[i];
        }

        sum.EndValue = front.At(sum.Point.Coordinates) * Output.Valid(sum.Point.Coordinates) * inner;
        yield return sum;

        for (int i = 0; i < values.Length; i++)
        {
            channel.Claim(_affine.Terms[i].Tensor, _affine.TermPoint(i, sum.Point), values[i]);
        }
    }
}
