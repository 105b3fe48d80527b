namespace Atlas.Runtime.Model;

/// <summary>Between reals and the integers of a statement, real = integer·2^-scaleBits (docs/semantics.md).</summary>
public static class Quantisation
{
    private const double Limit = 1L << 62;

    /// <summary>floor(x·2^scaleBits + ½) in double precision, bit for bit.</summary>
    /// <exception cref="AtlasInputException">A value is not finite or has more than 62 bits.</exception>
    public static long[] Quantise(string input, ReadOnlySpan<float> values, int scaleBits)
    {
        double scale = Math.ScaleB(1.0, scaleBits);
        var integers = new long[values.Length];
        for (int i = 0; i < integers.Length; i++)
        {
            double integer = Math.Floor((values[i] * scale) + 0.5);
            if (!(Math.Abs(integer) < Limit))
            {
                throw new AtlasInputException(
                    $"Input '{input}' at element {i} is {values[i]}, which has no integer of 62 bits at {scaleBits} bits of scale.");
            }

            integers[i] = (long)integer;
        }

        return integers;
    }

    /// <summary>The float nearest to integer·2^-scaleBits, ties to even.</summary>
    public static float[] Dequantise(ReadOnlySpan<long> integers, int scaleBits)
    {
        var values = new float[integers.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)Math.ScaleB((double)RoundToOdd(integers[i]), -scaleBits);
        }

        return values;
    }

    /// <summary>Outputs of a model's number and lengths.</summary>
    /// <exception cref="AtlasInputException">An output is missing or has another length.</exception>
    public static long[][] RequireOutputs(CompiledModel model, IReadOnlyList<long[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count != model.Outputs.Length)
        {
            throw new AtlasInputException($"{model.Name} has {model.Outputs.Length} outputs, {outputs.Count} were given.");
        }

        for (int i = 0; i < outputs.Count; i++)
        {
            Port port = model.Outputs[i];
            if (outputs[i].Length != port.Tensor.Cells)
            {
                throw new AtlasInputException($"Output '{port.Name}' has {port.Tensor.Cells} elements, {outputs[i].Length} were given.");
            }
        }

        return [.. outputs];
    }

    /// <summary>
    /// A double that rounds to the same float: its 53 bits hold the integer's leading ones, and the last of them is set if anything was cut off, so
    /// that the second rounding sees what the first one dropped (Boldo and Melquiond, rounding to odd).
    /// </summary>
    private static long RoundToOdd(long integer)
    {
        const long dropped = 0x7FF;
        bool isExact = Math.Abs((double)integer) <= 1L << 53;
        return isExact || (integer & dropped) == 0 ? integer : (integer & ~dropped) | (dropped + 1);
    }
}
