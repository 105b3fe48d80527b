using Atlas.Runtime.Fields;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// A relation that takes one claim; several are merged first by Σ_x t(x)·Σ_i α^i eq(r_i, x) = Σ_i α^i v_i, once per tensor, so that claims do not multiply with
/// depth (docs/protocol.md §5).
/// </summary>
public abstract class MergingRelation(TensorInfo output) : Relation(output)
{
    public sealed override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        if (claims.Count == 0)
        {
            throw new InvalidOperationException($"No claim reaches {Output}.");
        }

        Claim claim = claims[0];
        if (claims.Count > 1)
        {
            string label = $"{Label}.merge";
            var front = Front.Combine(channel, claims);
            var sum = new MergeSum(label, front, Output);
            yield return sum;
            Fr value = sum.Finals(channel, $"{label}.value", 1)[0];
            sum.EndValue = front.At(sum.Point.Coordinates) * value;
            yield return sum;
            claim = new Claim(sum.Point, value);
        }

        foreach (Sum sum in ReduceOne(channel, claim))
        {
            yield return sum;
        }
    }

    protected abstract IEnumerable<Sum> ReduceOne(Channel channel, Claim claim);
}
