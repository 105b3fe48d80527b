namespace Atlas.Onnx.Kernels;

/// <summary>Arithmetic with numbers per channel, axis 1 of [batch, channels, ...].</summary>
internal static class ChannelKernel
{
    /// <summary>Replaces each value, in place, by a function of its channel and itself.</summary>
    public static void Update(double[] values, OnnxShape shape, Func<int, double, double> function)
    {
        int plane = (int)shape.Product(2, shape.Rank), channels = (int)shape[1];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = function(i / plane % channels, values[i]);
        }
    }
}
