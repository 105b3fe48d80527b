using System.Collections.Immutable;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Building;

/// <summary>Layout maps (docs/protocol.md §6.1) and sums over an axis: no message.</summary>
internal sealed partial class PlanBuilder
{
    public int Transpose(int source, ImmutableArray<int> permutation)
    {
        TensorShape old = ShapeOf(source);
        if (old.Causal)
        {
            throw new PlanException($"{tensors[source].Name}: a masked tensor cannot be transposed");
        }

        var shape = new TensorShape([.. permutation.Select(a => old.Dimensions[a])]);
        int[][] parts = Coordinates(shape);
        var coordinates = Enumerable.Range(0, old.Rank).SelectMany(axis => parts[permutation.IndexOf(axis)]);
        return Transposed(source, Layout(source, "transposed", shape, [.. coordinates]), permutation);
    }

    /// <summary>A reshape that moves no element in the padded order.</summary>
    public int Reshape(int source, TensorShape shape)
    {
        if (!IsAligned(ShapeOf(source), shape))
        {
            throw new PlanException($"a reshape from {ShapeOf(source)} to {shape} moves elements between padded blocks; axes that are split or joined must be powers of two but the first");
        }

        return Reshaped(source, Layout(source, "reshaped", shape, [.. Enumerable.Range(0, shape.Variables)]));
    }

    /// <summary>A slice that starts at a multiple of its padded length and fills it, or ends where the axis ends.</summary>
    public int Slice(int source, int axis, int start, int length)
    {
        TensorShape old = ShapeOf(source), shape = new(old.Dimensions.SetItem(axis, length));
        int kept = shape.AxisBits(axis), all = old.AxisBits(axis);
        if (start % (1 << kept) != 0 || (length != 1 << kept && start + length != old.Dimensions[axis]))
        {
            throw new PlanException($"the slice [{start}, {start + length}) of an axis of {old.Dimensions[axis]} is not aligned; it must start at a multiple of its length padded to a power of two");
        }

        int[][] parts = Coordinates(shape);
        int prefix = start >> kept;
        int[] fixedBits = [.. Enumerable.Range(0, all - kept).Select(b => (prefix >> (all - kept - 1 - b) & 1) != 0 ? LayoutNode.ConstantOne : LayoutNode.ConstantZero)];
        parts[axis] = [.. fixedBits, .. parts[axis]];
        return Transposed(source, Layout(source, "sliced", shape, [.. parts.SelectMany(static p => p)]), [.. Enumerable.Range(0, old.Rank)]);
    }

    public int SumAxis(int source)
    {
        TensorShape shape = ShapeOf(source);
        int length = shape.Dimensions[shape.Rank - 1];
        return Add(NameOf(source, "sum"), shape.Rows, tensors[source].ScaleBits, id => new SumAxisNode(id, Origin, source), range => Times(length, range(source).WithZero()));
    }

    private static Interval Times(int count, Interval interval) => (System.Numerics.BigInteger)count * interval;

    private int Layout(int source, string suffix, TensorShape shape, ImmutableArray<int> coordinates) => Add(
        NameOf(source, suffix), shape, tensors[source].ScaleBits, id => new LayoutNode(id, Origin, source, coordinates), range => range(source), kind: tensors[source].Kind);

    /// <summary>Positions of each axis's coordinates in a point of the shape.</summary>
    private static int[][] Coordinates(TensorShape shape)
    {
        var parts = new int[shape.Rank][];
        int at = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            parts[axis] = [.. Enumerable.Range(at, shape.AxisBits(axis))];
            at += shape.AxisBits(axis);
        }

        return parts;
    }

    private static bool IsAligned(TensorShape from, TensorShape to) =>
        !from.Causal && from.Variables == to.Variables && from.Cells == to.Cells && from.ValidCells().SequenceEqual(to.ValidCells());
}
