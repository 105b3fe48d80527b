namespace Atlas.Onnx.Kernels;

/// <summary>
/// The windows that a convolution or a pooling slides over the spatial axes of its input. Window w reads, at tap t, the input position
/// <c>Positions[w·Taps + t]</c> of the flattened spatial axes, or padding where that is negative.
/// </summary>
internal sealed class SpatialWindows
{
    /// <summary>Padding that the node asks for, before the first or after the last element of an axis.</summary>
    public const int Padding = -1;

    /// <summary>Beyond the padding, where a last window reaches whose start was rounded up.</summary>
    public const int Beyond = -2;

    private SpatialWindows(int[] positions, int taps)
    {
        Positions = positions;
        Taps = taps;
    }

    public int[] Positions { get; }

    /// <summary>Elements of a window.</summary>
    public int Taps { get; }

    public int Count => Positions.Length / Math.Max(Taps, 1);

    /// <summary>Whether some window reads no element of the input.</summary>
    public bool HasEmptyWindow => Enumerable.Range(0, Count).Any(index => IsEmpty(Window(index)));

    public ReadOnlySpan<int> Window(int index) => Positions.AsSpan(index * Taps, Taps);

    /// <summary>
    /// Windows over an input of extents <paramref name="input"/>, placed at <paramref name="output"/> positions along each
    /// axis.
    /// </summary>
    public static SpatialWindows Create(ReadOnlySpan<long> input, ReadOnlySpan<long> output, WindowForm form)
    {
        int[] positions = [0];
        int windows = 1, taps = 1;
        for (int axis = 0; axis < input.Length; axis++)
        {
            int count = (int)output[axis], kernel = (int)form.Kernel[axis];
            positions = Extend(positions, windows, taps, AxisPositions((int)input[axis], count, form, axis), kernel, (int)input[axis]);
            windows *= count;
            taps *= kernel;
        }

        return new SpatialWindows(positions, taps);
    }

    private static bool IsEmpty(ReadOnlySpan<int> window)
    {
        foreach (int position in window)
        {
            if (position >= 0)
            {
                return false;
            }
        }

        return true;
    }

    // Entry [o·kernel + k] of one axis.
    private static int[] AxisPositions(int input, int output, WindowForm form, int axis)
    {
        int kernel = (int)form.Kernel[axis];
        int[] positions = new int[output * kernel];
        for (int i = 0; i < positions.Length; i++)
        {
            long position = i / kernel * form.Strides[axis] - form.PadsBegin[axis] + i % kernel * form.Dilations[axis];
            positions[i] = position >= 0 && position < input ? (int)position : position >= input + form.PadsEnd[axis] ? Beyond : Padding;
        }

        return positions;
    }

    // One more axis, faster than those before.
    private static int[] Extend(int[] outer, int windows, int taps, int[] axis, int kernel, int extent)
    {
        int count = axis.Length / Math.Max(kernel, 1);
        int[] result = new int[outer.Length * axis.Length];
        for (int i = 0, next = 0; i < windows * count; i++)
        {
            for (int tap = 0; tap < taps * kernel; tap++)
            {
                int before = outer[i / count * taps + tap / kernel], here = axis[i % count * kernel + tap % kernel];
                result[next++] = before < 0 || here < 0 ? Math.Min(before, here) : before * extent + here;
            }
        }

        return result;
    }
}
