namespace Atlas.Onnx.Kernels;

/// <summary>Convolution as a matrix product over gathered windows.</summary>
internal static class ConvolutionKernel
{
    /// <summary>
    /// Result [n, m, windows] of an input [n, groups·c, positions] and weights [m, c, taps], row-major; input and output
    /// channels are split evenly into groups, which do not see each other. Padding is 0.
    /// </summary>
    public static double[] Convolve(double[] x, int batch, int channels, double[] weights, int outputs, int groups, SpatialWindows windows)
    {
        int depth = channels / groups * windows.Taps, perGroup = outputs / groups, positions = x.Length / Math.Max(batch * channels, 1);
        double[] result = new double[batch * outputs * windows.Count];
        for (int i = 0; i < batch * groups; i++)
        {
            double[] columns = Gather(x, i * (channels / groups), channels / groups, positions, windows);
            MatrixKernel.MultiplyAdd(
                weights, i % groups * perGroup * depth, columns, 0, result, i * perGroup * windows.Count, perGroup, depth, windows.Count);
        }

        return result;
    }

    /// <summary>
    /// The transpose: result [n, m, positions] of an input [n, c, windows] and weights [c, m/groups, taps]; every input adds
    /// its multiple of the weights to its window of the result.
    /// </summary>
    public static double[] Transpose(
        double[] x, int batch, int channels, double[] weights, int outputs, int groups, SpatialWindows windows, int positions)
    {
        int perGroup = outputs / groups, inputs = channels / groups;
        double[] result = new double[batch * outputs * positions];
        for (int plane = 0; plane < batch * channels; plane++)
        {
            int channel = plane % channels, firstOutput = plane / channels * outputs + channel / inputs * perGroup;
            for (int output = 0; output < perGroup; output++)
            {
                ReadOnlySpan<double> factors = weights.AsSpan((channel * perGroup + output) * windows.Taps, windows.Taps);
                Span<double> target = result.AsSpan((firstOutput + output) * positions, positions);
                Spread(x.AsSpan(plane * windows.Count, windows.Count), factors, windows, target);
            }
        }

        return result;
    }

    // Row c·taps + t holds, for each window, the element at tap t of channel c.
    private static double[] Gather(double[] x, int firstPlane, int planes, int positions, SpatialWindows windows)
    {
        double[] columns = new double[planes * windows.Taps * windows.Count];
        for (int row = 0; row < planes * windows.Taps; row++)
        {
            int start = (firstPlane + row / windows.Taps) * positions, tap = row % windows.Taps;
            for (int window = 0; window < windows.Count; window++)
            {
                int position = windows.Positions[window * windows.Taps + tap];
                columns[row * windows.Count + window] = position < 0 ? 0 : x[start + position];
            }
        }

        return columns;
    }

    private static void Spread(ReadOnlySpan<double> x, ReadOnlySpan<double> factors, SpatialWindows windows, Span<double> target)
    {
        for (int window = 0; window < x.Length; window++)
        {
            ReadOnlySpan<int> positions = windows.Window(window);
            for (int tap = 0; tap < positions.Length; tap++)
            {
                if (positions[tap] >= 0)
                {
                    target[positions[tap]] += x[window] * factors[tap];
                }
            }
        }
    }
}
