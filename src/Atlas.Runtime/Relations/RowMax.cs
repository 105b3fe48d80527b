using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// m[row] = x(row, j*(row)) at a valid column (docs/protocol.md §6.8): with A(row,j) = Π_c P_s(c,row,j_c),
/// Σ_{row,j} eq(r,row)·A(row,j)·(x(row,j) + γ·valid(row,j)) = m(r) + γ·rowvalid(r), γ drawn after the claim on m. That m is an upper bound is the link of the site of m - x ≥ 0.
/// </summary>
public sealed class RowMax(TensorInfo output, TensorInfo source, TensorInfo region, Site indexSite) : Relation(output)
{
    public TensorInfo Source { get; } = source;

    /// <summary>The valid columns; same dimensions as the source.</summary>
    public TensorInfo Region { get; } = region;

    /// <summary>Digits of the column that attains the maximum, as many bits as the columns have.</summary>
    public Site IndexSite { get; } = indexSite;

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        var front = Front.Combine(channel, claims);
        Fr gamma = channel.Challenge();
        int rows = Output.Variables, columns = Region.AxisBits[^1], digits = IndexSite.Count;
        int[] degrees = [.. Enumerable.Repeat(digits + 2, rows), .. Enumerable.Repeat(2, columns)];
        Fr target = front.Value + gamma * front.Sum(point => IndexSite.Shape.Valid(point.Coordinates));
        var sum = new RowMaxSum(Label, target, front, this, gamma, degrees);
        yield return sum;

        Point row = sum.Point[..rows], column = sum.Point[rows..];
        Fr[] values = sum.Finals(channel, $"{Label}.operands", digits + 1);
        Fr end = front.At(row.Coordinates) * (values[^1] + gamma * Region.Valid(sum.Point.Coordinates));
        for (int i = 0; i < digits; i++)
        {
            end *= values[i];
        }

        sum.EndValue = end;
        yield return sum;

        int[] all = [.. Enumerable.Range(0, digits)];
        DigitFunctional[] address = IndexSite.Address(all, column.Coordinates);
        for (int i = 0; i < digits; i++)
        {
            channel.DigitClaim(IndexSite, address[i], row, values[i]);
        }

        channel.Claim(Source, sum.Point, values[^1]);
    }
}
