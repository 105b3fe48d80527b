using Atlas.Runtime.Fields;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// Transpose, aligned reshape and slice, squeeze: in(y) = out(x) where coordinate i of y is x[coordinates[i]], or the constant 0 (-1) or 1 (-2). No message (docs/protocol.md §6.1).
/// </summary>
public sealed class Layout(TensorInfo output, TensorInfo source, int[] coordinates) : Relation(output)
{
    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            channel.Claim(source, claim.Point.Select(coordinates), claim.Value);
        }

        yield break;
    }
}

/// <summary>Sum over the last axis: Σ_x t(y,x) = 2^n t(y,½,…,½). No message; the ½ travels with the claim (docs/protocol.md §1).</summary>
public sealed class SumAxis(TensorInfo output, TensorInfo source) : Relation(output)
{
    private readonly int _variables = source.AxisBits[^1];

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        Fr scale = Fr.One;
        for (int i = 0; i < _variables; i++)
        {
            scale *= Fr.Half;
        }

        foreach (Claim claim in claims)
        {
            channel.Claim(source, Point.Concat(claim.Point, Point.OfConstant(Fr.Half, _variables)), claim.Value * scale);
        }

        yield break;
    }
}
