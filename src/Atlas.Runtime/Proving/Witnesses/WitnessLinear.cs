using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <content>Layout maps, sums and affine maps.</content>
public sealed partial class Witness
{
    /// <summary>out(x) = source(y): coordinate i of y is x[coordinates[i]], or the constant 0 (-1) or 1 (-2).</summary>
    public void Layout(TensorInfo output, TensorInfo source, ReadOnlySpan<int> coordinates)
    {
        IntegerTensor values = Tensor(source);
        int[] positions = LayoutPositions(output.Variables, coordinates);
        if (values.IsNarrow)
        {
            ReadOnlySpan<long> cells = values.Cells;
            var result = _memory.Cells(output.PaddedSize);
            for (int x = 0; x < result.Length; x++)
            {
                result[x] = cells[positions[x]];
            }

            Set(output, result);
        }
        else
        {
            Set(output, Array.ConvertAll(positions, y => values[y]));
        }
    }

    /// <summary>Sums over the last axis of the source.</summary>
    public void SumAxis(TensorInfo output, TensorInfo source)
    {
        IntegerTensor values = Tensor(source);
        int bits = source.AxisBits[^1], columns = 1 << bits;
        if (values.IsNarrow && values.Magnitude * columns < NarrowLimit)
        {
            var result = _memory.Cells(output.PaddedSize);
            for (int row = 0; row < result.Length; row++)
            {
                foreach (long value in values.Cells.Slice(row << bits, columns))
                {
                    result[row] += value;
                }
            }

            Set(output, result);
            return;
        }

        var wide = new Int128[output.PaddedSize];
        for (int cell = 0; cell < source.PaddedSize; cell++)
        {
            wide[cell >> bits] = checked(wide[cell >> bits] + values[cell]);
        }

        Set(output, wide);
    }

    /// <summary>
    /// constant + Σ c_i t_i on the true shape, 0 elsewhere. Whether the operands vanish elsewhere by themselves (<paramref name="masked"/> is false)
    /// matters to the relation only.
    /// </summary>
    public void Affine(TensorInfo output, Int128 constant, bool masked, params ReadOnlySpan<IntegerTerm> terms)
    {
        _ = masked;
        var strides = new int[terms.Length + 1][];
        var operands = new IntegerTensor[terms.Length];
        double bound = Math.Abs((double)constant);
        bool narrow = true;
        strides[0] = RowCursor.StridesOf(output);
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = Tensor(terms[i].Tensor);
            strides[i + 1] = RowCursor.StridesOf(output, terms[i].Tensor, terms[i].Axes);
            bound += Math.Abs((double)terms[i].Coefficient) * operands[i].Magnitude;
            narrow &= operands[i].IsNarrow && Math.Abs((double)terms[i].Coefficient) < NarrowLimit;
        }

        Int128[] coefficients = Array.ConvertAll(terms.ToArray(), static t => t.Coefficient);
        if (narrow && bound < NarrowLimit)
        {
            AffineNarrow(output, (long)constant, Array.ConvertAll(coefficients, static c => (long)c), operands, strides);
        }
        else
        {
            AffineWide(output, constant, coefficients, operands, strides);
        }
    }

    private void AffineNarrow(TensorInfo output, long constant, long[] coefficients, IntegerTensor[] operands, int[][] strides)
    {
        var result = _memory.Cells(output.PaddedSize);
        OverRows(output, (start, end) =>
        {
            var rows = new RowCursor(output, strides, start, end);
            while (rows.MoveNext())
            {
                Span<long> row = result.AsSpan(rows.Base(0), rows.Columns);
                row.Fill(constant);
                for (int i = 0; i < coefficients.Length; i++)
                {
                    int step = rows.Step(i + 1), at = rows.Base(i + 1);
                    ReadOnlySpan<long> cells = operands[i].Cells;
                    for (int j = 0; j < row.Length; j++, at += step)
                    {
                        row[j] += coefficients[i] * cells[at];
                    }
                }
            }
        });
        Set(output, result);
    }

    private void AffineWide(TensorInfo output, Int128 constant, Int128[] coefficients, IntegerTensor[] operands, int[][] strides)
    {
        var result = new Int128[output.PaddedSize];
        OverRows(output, (start, end) =>
        {
            var rows = new RowCursor(output, strides, start, end);
            while (rows.MoveNext())
            {
                for (int j = 0; j < rows.Columns; j++)
                {
                    Int128 sum = constant;
                    for (int i = 0; i < coefficients.Length; i++)
                    {
                        sum = checked(sum + (coefficients[i] * operands[i][rows.Base(i + 1) + (j * rows.Step(i + 1))]));
                    }

                    result[rows.Base(0) + j] = sum;
                }
            }
        });
        Set(output, result);
    }

    /// <summary>For each cell x the cell y: a map that is linear in the bits.</summary>
    private static int[] LayoutPositions(int variables, ReadOnlySpan<int> coordinates)
    {
        int constant = 0;
        var weight = new int[variables];
        for (int i = 0; i < coordinates.Length; i++)
        {
            int bit = 1 << (coordinates.Length - 1 - i);
            switch (coordinates[i])
            {
                case -1:
                    break;
                case -2:
                    constant |= bit;
                    break;
                default:
                    weight[coordinates[i]] |= bit;
                    break;
            }
        }

        var positions = new int[1 << variables];
        positions[0] = constant;
        for (int variable = variables - 1, size = 1; variable >= 0; variable--, size *= 2)
        {
            for (int x = 0; x < size; x++)
            {
                positions[size + x] = positions[x] | weight[variable];
            }
        }

        return positions;
    }
}
