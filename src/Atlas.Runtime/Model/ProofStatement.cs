using Atlas.Runtime.Tensors;
using Atlas.Runtime.Transcripts;

namespace Atlas.Runtime.Model;

/// <summary>
/// What is proven: model, key, context, every input and every output (docs/protocol.md §2). Tensors are true elements in row-major order.
/// </summary>
public static class ProofStatement
{
    /// <summary>Version of the protocol, absorbed first.</summary>
    public static ReadOnlySpan<byte> ProtocolVersion => "joltatlas-1"u8;

    /// <summary>Absorbs the statement; only then come commitments and challenges.</summary>
    public static void Absorb(Transcript transcript, CompiledModel model, ReadOnlySpan<byte> keyDigest, ReadOnlySpan<byte> context, long[][] inputs, long[][] outputs)
    {
        transcript.Absorb(AbsorbTag.Bytes, "version", ProtocolVersion);
        transcript.Absorb(AbsorbTag.Digest, "verifying-key", keyDigest);
        transcript.Absorb(AbsorbTag.Bytes, "context", context);
        for (int i = 0; i < inputs.Length; i++)
        {
            transcript.AbsorbTensor($"input.{model.Inputs[i].Name}", model.Inputs[i].Tensor.Dimensions, inputs[i]);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            transcript.AbsorbTensor($"output.{model.Outputs[i].Name}", model.Outputs[i].Tensor.Dimensions, outputs[i]);
        }
    }

    /// <summary>Copies of the caller's inputs with negative indices normalised.</summary>
    /// <exception cref="AtlasInputException">A tensor is missing, has another length, or leaves its declared interval.</exception>
    public static long[][] NormaliseInputs(CompiledModel model, long[][] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Length != model.Inputs.Length)
        {
            throw new AtlasInputException($"{model.Name} has {model.Inputs.Length} inputs, {inputs.Length} were given.");
        }

        var normalised = new long[inputs.Length][];
        for (int i = 0; i < inputs.Length; i++)
        {
            Port port = model.Inputs[i];
            long[] values = inputs[i] ?? throw new AtlasInputException($"Input '{port.Name}' is null.");
            normalised[i] = port.Kind == PortKind.Index ? Array.ConvertAll(values, v => v < 0 && v >= -port.High - 1 ? v + port.High + 1 : v) : [.. values];
            if (Fault(port, normalised[i]) is { } fault)
            {
                throw new AtlasInputException($"Input {fault}");
            }
        }

        return normalised;
    }

    /// <summary>What is wrong with a tensor of the statement, or null.</summary>
    public static string? Fault(Port port, ReadOnlySpan<long> values)
    {
        if (values.Length != port.Tensor.Cells)
        {
            return $"'{port.Name}' has {port.Tensor.Cells} elements of shape [{string.Join(",", port.Tensor.Dimensions.ToArray())}], {values.Length} were given.";
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < port.Low || values[i] > port.High)
            {
                return $"'{port.Name}' at element {i} is {values[i]}, outside its declared interval [{port.Low}, {port.High}].";
            }
        }

        return null;
    }

    /// <summary>The padded table of a statement tensor.</summary>
    public static long[] Pad(TensorInfo tensor, ReadOnlySpan<long> values)
    {
        var padded = new long[tensor.PaddedSize];
        int next = 0;
        foreach (int cell in tensor.Box())
        {
            padded[cell] = values[next++];
        }

        return padded;
    }
}
