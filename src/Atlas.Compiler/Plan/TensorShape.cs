using System.Collections.Immutable;

namespace Atlas.Compiler.Plan;

/// <summary>
/// True shape of a tensor. Outside of it the padded table is zero (docs/protocol.md §1).
/// <paramref name="Causal"/>: on the last two axes only the elements with column ≤ row are valid.
/// </summary>
public sealed record TensorShape(ImmutableArray<int> Dimensions, bool Causal = false)
{
    public int Rank => Dimensions.Length;

    /// <summary>Variables of axis <paramref name="axis"/>.</summary>
    public int AxisBits(int axis) => PlanMath.AxisBits(Dimensions[axis]);

    /// <summary>Variables of the multilinear extension.</summary>
    public int Variables
    {
        get
        {
            int total = 0;
            for (int axis = 0; axis < Rank; axis++)
            {
                total += AxisBits(axis);
            }

            return total;
        }
    }

    /// <summary>Cells of the true box, masked ones included.</summary>
    public long Cells => Dimensions.Aggregate(1L, static (product, d) => product * d);

    /// <summary>Valid elements.</summary>
    public long Elements
    {
        get
        {
            if (!Causal)
            {
                return Cells;
            }

            long rows = Dimensions[Rank - 2], columns = Dimensions[Rank - 1], valid = 0;
            for (long row = 0; row < rows; row++)
            {
                valid += Math.Min(columns, row + 1);
            }

            return Cells / (rows * columns) * valid;
        }
    }

    /// <summary>The shape without its last axis; every row of a causal shape has a valid column.</summary>
    public TensorShape Rows => new(Dimensions.RemoveAt(Rank - 1));

    public bool Equals(TensorShape? other) =>
        other is not null && Causal == other.Causal && Dimensions.AsSpan().SequenceEqual(other.Dimensions.AsSpan());

    public override int GetHashCode() => Dimensions.Aggregate(Causal ? 17 : 19, static (hash, d) => unchecked(hash * 31 + d));

    public override string ToString() => FormattableString.Invariant($"[{string.Join(",", Dimensions)}]{(Causal ? " causal" : "")}");
}
