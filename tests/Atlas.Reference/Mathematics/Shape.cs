using Atlas.Compiler.Plan;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Mathematics;

/// <summary>
/// A true shape and its padded table. The indicator is the dense table of the valid cells, and its extension is evaluated from that table: no automaton, no product over axes.
/// </summary>
public sealed class Shape
{
    private readonly int[] _dimensions;
    private readonly Lazy<Fr[]> _valid;

    public Shape(TensorShape shape)
        : this([.. shape.Dimensions], shape.Causal)
    {
    }

    public Shape(int[] dimensions, bool causal = false)
    {
        _dimensions = dimensions;
        Causal = causal;
        AxisBits = [.. dimensions.Select(Bits)];
        Variables = AxisBits.Sum();
        _valid = new Lazy<Fr[]>(() =>
        {
            var table = new Fr[Size];
            foreach (int cell in Cells().Select(Flat))
            {
                table[cell] = Fr.One;
            }

            return table;
        });
    }

    public IReadOnlyList<int> Dimensions => _dimensions;

    public bool Causal { get; }

    public int[] AxisBits { get; }

    public int Variables { get; }

    /// <summary>Cells of the padded table.</summary>
    public int Size => 1 << Variables;

    /// <summary>⌈log2 d⌉.</summary>
    public static int Bits(int size)
    {
        int bits = 0;
        while (1 << bits < size)
        {
            bits++;
        }

        return bits;
    }

    /// <summary>Position of a true index in the padded table.</summary>
    public int Flat(IReadOnlyList<int> index)
    {
        int flat = 0;
        for (int axis = 0; axis < index.Count; axis++)
        {
            flat = (flat << AxisBits[axis]) | index[axis];
        }

        return flat;
    }

    /// <summary>True indices of the box in row-major order, masked ones included: what a statement lists.</summary>
    public IEnumerable<int[]> Box()
    {
        IEnumerable<int[]> indices = [[]];
        foreach (int size in _dimensions)
        {
            indices = indices.SelectMany(index => Enumerable.Range(0, size).Select(i => (int[])[.. index, i]));
        }

        return indices;
    }

    /// <summary>Valid indices in row-major order.</summary>
    public IEnumerable<int[]> Cells() => Causal ? Box().Where(static index => index[^1] <= index[^2]) : Box();

    /// <summary>The indicator of the valid cells.</summary>
    public Fr[] ValidTable() => _valid.Value;

    /// <summary>Extension of the indicator.</summary>
    public Fr Valid(IReadOnlyList<Fr> point) => Mle.Evaluate(ValidTable(), point);

    /// <summary>Coordinates of one axis in a point of this shape.</summary>
    public Range Axis(int axis)
    {
        int start = AxisBits.Take(axis).Sum();
        return start..(start + AxisBits[axis]);
    }
}
