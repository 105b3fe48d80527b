namespace Atlas.Runtime.Tensors;

/// <summary>
/// Walks the valid elements of a shape row by row (a row is the last axis) and keeps, for the shape and for each operand, the position of the row's
/// first element. An operand that lacks an axis has stride 0 there: it is broadcast.
/// </summary>
internal ref struct RowCursor
{
    private readonly TensorInfo _shape;
    private readonly int[][] _strides;
    private readonly int[] _index;
    private readonly int[] _bases;
    private int _remaining;

    /// <param name="shape">Rows and columns that are walked.</param>
    /// <param name="strides">For each operand one stride an axis of the shape (StridesOf).</param>
    /// <param name="start">First row.</param>
    /// <param name="end">Behind the last row.</param>
    public RowCursor(TensorInfo shape, int[][] strides, int start, int end)
    {
        _shape = shape;
        _strides = strides;
        _index = new int[shape.Rank];
        _bases = new int[strides.Length];
        _remaining = end - start;
        for (int axis = shape.Rank - 2, row = start; axis >= 0; axis--)
        {
            _index[axis] = row % shape.Dimensions[axis];
            row /= shape.Dimensions[axis];
        }

        if (shape.Rank > 1)
        {
            _index[^2]--;
        }
    }

    /// <summary>Valid elements of the current row; they come first.</summary>
    public int Columns { get; private set; }

    public static int RowsOf(TensorInfo shape) => shape.Rank == 0 ? 1 : shape.Cells / shape.Dimensions[^1];

    /// <summary>For each row of the padded table how many of its cells are valid; these come first.</summary>
    public static int[] ValidColumns(TensorInfo shape)
    {
        int bits = shape.Rank == 0 ? 0 : shape.AxisBits[^1];
        var columns = new int[shape.PaddedSize >> bits];
        var rows = new RowCursor(shape, [StridesOf(shape)], 0, RowsOf(shape));
        while (rows.MoveNext())
        {
            columns[rows.Base(0) >> bits] = rows.Columns;
        }

        return columns;
    }

    /// <summary>Strides of a tensor whose axis k is axis axes[k] of the shape; 0 for the other axes of the shape.</summary>
    public static int[] StridesOf(TensorInfo shape, TensorInfo tensor, ReadOnlySpan<int> axes)
    {
        var strides = new int[shape.Rank];
        for (int k = axes.Length - 1, bits = 0; k >= 0; k--)
        {
            strides[axes[k]] = 1 << bits;
            bits += tensor.AxisBits[k];
        }

        return strides;
    }

    /// <summary>Strides of the shape itself.</summary>
    public static int[] StridesOf(TensorInfo shape)
    {
        var axes = new int[shape.Rank];
        for (int k = 0; k < axes.Length; k++)
        {
            axes[k] = k;
        }

        return StridesOf(shape, shape, axes);
    }

    /// <summary>Position of the row's first element in an operand's table.</summary>
    public readonly int Base(int operand) => _bases[operand];

    /// <summary>Stride of the last axis in an operand's table.</summary>
    public readonly int Step(int operand) => _shape.Rank == 0 ? 0 : _strides[operand][^1];

    public bool MoveNext()
    {
        if (_remaining-- <= 0)
        {
            return false;
        }

        for (int axis = _shape.Rank - 2; axis >= 0; axis--)
        {
            if (++_index[axis] < _shape.Dimensions[axis])
            {
                break;
            }

            _index[axis] = 0;
        }

        for (int operand = 0; operand < _bases.Length; operand++)
        {
            int sum = 0;
            for (int axis = _shape.Rank - 2; axis >= 0; axis--)
            {
                sum += _index[axis] * _strides[operand][axis];
            }

            _bases[operand] = sum;
        }

        int columns = _shape.Rank == 0 ? 1 : _shape.Dimensions[^1];
        Columns = _shape.Causal ? Math.Min(columns, _index[^2] + 1) : columns;
        return true;
    }
}
