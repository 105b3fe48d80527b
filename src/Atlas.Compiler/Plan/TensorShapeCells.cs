namespace Atlas.Compiler.Plan;

/// <summary>Enumeration of a shape's elements.</summary>
public static class TensorShapeCells
{
    /// <summary>Positions of the valid elements in the padded table, in row-major order of the true shape.</summary>
    public static IEnumerable<int> ValidCells(this TensorShape shape)
    {
        int rank = shape.Rank;
        var index = new int[rank];
        var shift = new int[rank];
        for (int axis = rank - 2; axis >= 0; axis--)
        {
            shift[axis] = shift[axis + 1] + shape.AxisBits(axis + 1);
        }

        for (long remaining = shape.Cells; remaining > 0; remaining--)
        {
            if (!shape.Causal || index[rank - 1] <= index[rank - 2])
            {
                int cell = 0;
                for (int axis = 0; axis < rank; axis++)
                {
                    cell |= index[axis] << shift[axis];
                }

                yield return cell;
            }

            for (int axis = rank - 1; axis >= 0 && ++index[axis] == shape.Dimensions[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
