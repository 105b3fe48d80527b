using Atlas.Onnx.Kernels;

namespace Atlas.Onnx.Operators.Recurrent;

/// <summary>
/// One direction of one example: unrolls the cell over the steps of its sequence; beyond the sequence's end the states are
/// zero.
/// </summary>
internal sealed class RecurrentRun(RecurrentForm form, RecurrentInputs inputs, int direction, int example)
{
    private readonly int width = form.Gates * form.Hidden;

    /// <summary>Writes all first states into <paramref name="sequence"/> and the last ones into <paramref name="last"/>.</summary>
    public void Execute(Cell cell, double[] sequence, double[][] last)
    {
        int place = (direction * form.Batch + example) * form.Hidden;
        double[][] states = [.. inputs.Initial.Select(state => state.AsSpan(place, form.Hidden).ToArray())];
        bool reversed = form.IsReversed || direction == 1;
        int length = (int)Math.Min(Math.Max(inputs.Lengths?[example] ?? form.Steps, 0), form.Steps);
        for (int i = 0; i < length; i++)
        {
            int step = reversed ? length - 1 - i : i;
            double[] input = Affine(inputs.Weights, form.Input, inputs.X, (step * form.Batch + example) * form.Input, 0);
            double[] recurrent = Affine(inputs.Recurrent, form.Hidden, states[0], 0, width);
            cell(input, recurrent, states);
            states[0].CopyTo(sequence, ((step * form.Directions + direction) * form.Batch + example) * form.Hidden);
        }

        for (int state = 0; state < states.Length; state++)
        {
            states[state].CopyTo(last[state], place);
        }
    }

    // Rows of this direction's matrix times a vector, plus a half of its bias.
    private double[] Affine(double[] matrix, int columns, double[] vector, int start, int biasHalf)
    {
        double[] result = inputs.Bias.AsSpan(direction * 2 * width + biasHalf, width).ToArray();
        MatrixKernel.MultiplyAdd(matrix, direction * width * columns, vector, start, result, 0, width, columns, 1);
        return result;
    }
}
