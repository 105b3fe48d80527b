using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.Tensors;

/// <summary>
/// A tensor of a compiled model: its id in the plan and its true shape. Tables are padded: every axis of size d takes ⌈log2 d⌉ variables, big-endian,
/// and outside of the true shape a table is zero (docs/protocol.md §1). On a causal shape only the elements with column ≤ row on the last two axes are valid.
/// </summary>
public sealed class TensorInfo
{
    private readonly int[] _dimensions;
    private readonly int[] _axisBits;

    public TensorInfo(int id, ReadOnlySpan<int> dimensions, bool causal = false)
    {
        Id = id;
        Causal = causal;
        _dimensions = dimensions.ToArray();
        _axisBits = Array.ConvertAll(_dimensions, static d => 32 - int.LeadingZeroCount(d - 1));
        Variables = _axisBits.Sum();
    }

    /// <summary>Position in the plan's list of tensors; also the tensor's name in labels: t{Id}.</summary>
    public int Id { get; }

    public ReadOnlySpan<int> Dimensions => _dimensions;

    /// <summary>Variables of each axis.</summary>
    public ReadOnlySpan<int> AxisBits => _axisBits;

    public bool Causal { get; }

    public int Rank => _dimensions.Length;

    /// <summary>Variables of the multilinear extension.</summary>
    public int Variables { get; }

    /// <summary>Cells of the padded table, 2^Variables.</summary>
    public int PaddedSize => 1 << Variables;

    /// <summary>Cells of the true box, masked ones included: the length of the tensor in a statement.</summary>
    public int Cells => _dimensions.Aggregate(1, static (product, d) => checked(product * d));

    public string Label => $"t{Id}";

    /// <summary>Positions of the valid elements in the padded table, in row-major order.</summary>
    public IEnumerable<int> ValidCells() => Causal ? Box().Where(IsCausal) : Box();

    /// <summary>Positions of the cells of the true box in the padded table, in row-major order.</summary>
    public IEnumerable<int> Box()
    {
        var index = new int[Rank];
        for (int remaining = Cells; remaining > 0; remaining--)
        {
            yield return Flatten(index);
            for (int axis = Rank - 1; axis >= 0 && ++index[axis] == _dimensions[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }

    /// <summary>Position of an index in the padded table.</summary>
    public int Flatten(ReadOnlySpan<int> index)
    {
        int flat = 0;
        for (int axis = 0; axis < Rank; axis++)
        {
            flat = (flat << _axisBits[axis]) | index[axis];
        }

        return flat;
    }

    /// <summary>The coordinates of one axis in a point of this shape.</summary>
    public Range AxisRange(int axis)
    {
        int start = 0;
        for (int before = 0; before < axis; before++)
        {
            start += _axisBits[before];
        }

        return start..(start + _axisBits[axis]);
    }

    /// <summary>Multilinear extension of the indicator of the true shape, in O(variables) field operations.</summary>
    public Fr Valid(ReadOnlySpan<Fr> point)
    {
        if (point.Length != Variables)
        {
            throw new ArgumentException($"t{Id} has {Variables} variables, the point has {point.Length}.", nameof(point));
        }

        Fr product = Fr.One;
        int boxed = Causal ? Rank - 2 : Rank;
        for (int axis = 0; axis < boxed; axis++)
        {
            product *= Indicator.LessThan(_dimensions[axis], point[AxisRange(axis)]);
        }

        return Causal
            ? product * Indicator.Causal(_dimensions[^2], _dimensions[^1], point[AxisRange(Rank - 2)], point[AxisRange(Rank - 1)])
            : product;
    }

    public override string ToString() => $"t{Id}[{string.Join(",", _dimensions)}]{(Causal ? " causal" : "")}";

    private bool IsCausal(int flat)
    {
        int columnBits = _axisBits[^1];
        int column = flat & ((1 << columnBits) - 1), row = (flat >> columnBits) & ((1 << _axisBits[^2]) - 1);
        return column <= row;
    }
}
