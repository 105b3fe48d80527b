using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// out[rows, columns] = table[index[rows], columns] with public indices (docs/protocol.md §6.10): Σ_v Γ(v)·table(v, r_col), Γ(v) = Σ_j eq(r_row, j)·[index_j = v], which the verifier computes from the statement.
/// </summary>
public sealed class Gather(TensorInfo output, TensorInfo indices, TensorInfo table) : MergingRelation(output)
{
    protected override IEnumerable<Sum> ReduceOne(Channel channel, Claim claim)
    {
        Point rows = claim.Point[..indices.Variables], columns = claim.Point[indices.Variables..];
        Fr[] rowWeights = Multilinear.EqTable(rows.Coordinates);
        var gamma = new Fr[1 << table.AxisBits[0]];
        ReadOnlySpan<long> index = channel.Input(indices);
        foreach (int cell in indices.Box())
        {
            gamma[index[cell]] += rowWeights[cell];
        }

        var sum = new GatherSum(Label, claim.Value, gamma, table, columns);
        yield return sum;
        Fr value = sum.Finals(channel, $"{Label}.table", 1)[0];
        sum.EndValue = Multilinear.Evaluate(gamma, sum.Point.Coordinates) * value;
        yield return sum;
        channel.Claim(table, Point.Concat(sum.Point, columns), value);
    }
}
