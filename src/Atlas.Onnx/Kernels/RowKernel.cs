namespace Atlas.Onnx.Kernels;

/// <summary>Applies a function to every line of a tensor along one axis.</summary>
internal static class RowKernel
{
    public delegate void RowFunction(ReadOnlySpan<double> input, Span<double> output);

    /// <summary>
    /// Lines of <c>extent</c> elements, <c>inner</c> apart, in each of <c>outer</c> blocks; the result has the same shape.
    /// </summary>
    public static double[] Apply(double[] values, int outer, int extent, int inner, RowFunction function)
    {
        double[] result = new double[values.Length], line = new double[extent], image = new double[extent];
        for (int block = 0; block < outer; block++)
        {
            for (int offset = 0; offset < inner; offset++)
            {
                int start = block * extent * inner + offset;
                for (int i = 0; i < extent; i++)
                {
                    line[i] = values[start + i * inner];
                }

                function(line, image);
                for (int i = 0; i < extent; i++)
                {
                    result[start + i * inner] = image[i];
                }
            }
        }

        return result;
    }

    /// <summary>e^(x - max) / Σ; a row of minus infinities has no value and gives NaN.</summary>
    public static void Softmax(ReadOnlySpan<double> input, Span<double> output)
    {
        double max = Max(input), sum = 0;
        for (int i = 0; i < input.Length; i++)
        {
            sum += output[i] = Math.Exp(input[i] - max);
        }

        for (int i = 0; i < output.Length; i++)
        {
            output[i] /= sum;
        }
    }

    /// <summary>x - max - ln Σ e^(x - max).</summary>
    public static void LogSoftmax(ReadOnlySpan<double> input, Span<double> output)
    {
        double max = Max(input), sum = 0;
        foreach (double value in input)
        {
            sum += Math.Exp(value - max);
        }

        double shift = max + Math.Log(sum);
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = input[i] - shift;
        }
    }

    /// <summary>1 at the first greatest element, else 0.</summary>
    public static void Hardmax(ReadOnlySpan<double> input, Span<double> output)
    {
        output.Clear();
        if (input.Length > 0)
        {
            output[input.IndexOf(Max(input))] = 1;
        }
    }

    /// <summary>Mean and 1 / √(variance + epsilon).</summary>
    public static (double Mean, double InverseDeviation) Statistics(ReadOnlySpan<double> row, double epsilon)
    {
        double sum = 0, squares = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        double mean = sum / row.Length;
        foreach (double value in row)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, 1 / Math.Sqrt(squares / row.Length + epsilon));
    }

    /// <summary>(x - mean) / √(variance + epsilon).</summary>
    public static void Standardize(ReadOnlySpan<double> input, Span<double> output, double epsilon)
    {
        (double mean, double inverse) = Statistics(input, epsilon);
        for (int i = 0; i < input.Length; i++)
        {
            output[i] = (input[i] - mean) * inverse;
        }
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        double max = double.NegativeInfinity;
        foreach (double value in values)
        {
            max = Math.Max(max, value);
        }

        return max;
    }
}
