using Atlas.Runtime.Fields;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>One term c·t of an affine map on the padded cells of its output, row by row.</summary>
internal sealed class MaskTerm
{
    private readonly IntegerTensor _tensor;
    private readonly Fr _coefficient;
    private readonly int[] _rows;
    private readonly int _step;

    public MaskTerm(TensorInfo output, IntegerTensor tensor, AffineTerm term)
    {
        _tensor = tensor;
        _coefficient = term.Coefficient;
        int[] strides = RowCursor.StridesOf(output, tensor.Info, term.Axes);
        _step = output.Rank == 0 ? 0 : strides[^1];
        _rows = [0];
        for (int axis = 0; axis < output.Rank - 1; axis++)
        {
            int size = 1 << output.AxisBits[axis], stride = strides[axis];
            int[] last = _rows;
            _rows = new int[last.Length * size];
            for (int i = 0; i < _rows.Length; i++)
            {
                _rows[i] = last[i / size] + ((i % size) * stride);
            }
        }
    }

    /// <summary>Adds the term to cells of one row, the first of them in a column.</summary>
    public void AddTo(Span<Fr> cells, int row, int column)
    {
        const int block = 64;
        Span<Fr> values = stackalloc Fr[block];
        for (int at = 0; at < cells.Length; at += block)
        {
            Span<Fr> own = cells[at..Math.Min(at + block, cells.Length)], term = values[..own.Length];
            int first = _rows[row] + ((column + at) * _step);
            switch (_step)
            {
                case 0:
                    term.Fill(_coefficient * _tensor.Field(first));
                    break;
                case 1:
                    _tensor.ToField(first, term);
                    Kernels.MultiplyScalar(term, term, _coefficient);
                    break;
                default:
                    for (int i = 0; i < term.Length; i++)
                    {
                        term[i] = _coefficient * _tensor.Field(first + (i * _step));
                    }

                    break;
            }

            Kernels.Add(own, own, term);
        }
    }
}
