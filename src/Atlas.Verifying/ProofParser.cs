using System.Globalization;
using Atlas.Runtime.Model;
using Atlas.Runtime.Serialization;

namespace Atlas.Verifying;

/// <summary>Header and outputs of a proof, checked against what the model and the key say they are.</summary>
internal static class ProofParser
{
    /// <summary>Start of the messages and the stated outputs, or the rejection. No tensor is allocated before its bytes are known to be there.</summary>
    public static Rejection? Parse(CompiledModel model, ReadOnlySpan<byte> keyDigest, ReadOnlySpan<byte> proof, out int messages, out long[][] outputs)
    {
        (messages, outputs) = (0, []);
        var reader = new ByteReader(proof);
        if (!reader.TryBytes(ProofFile.Magic.Length, out ReadOnlySpan<byte> magic) || !magic.SequenceEqual(ProofFile.Magic))
        {
            return Malformed("magic", reader);
        }

        if (!reader.TryUInt16(out ushort version) || version != ProofFile.FormatVersion)
        {
            return Malformed("version", reader, ProofFile.FormatVersion, version);
        }

        if (!reader.TryString(out string name) || name != model.Name)
        {
            return new Rejection(RejectionKind.Statement, "model name", model.Name, name, reader.Position);
        }

        if (Digest(ref reader, "plan digest", Convert.FromHexString(model.PlanDigest)) is { } plan)
        {
            return plan;
        }

        if (Digest(ref reader, "key digest", keyDigest) is { } key)
        {
            return key;
        }

        if (Outputs(model, ref reader, out outputs) is { } output)
        {
            return output;
        }

        messages = reader.Position;
        return Length(model, reader);
    }

    private static Rejection? Digest(ref ByteReader reader, string what, ReadOnlySpan<byte> expected) =>
        reader.TryBytes(32, out ReadOnlySpan<byte> actual) && actual.SequenceEqual(expected)
            ? null
            : new Rejection(RejectionKind.Statement, what, Convert.ToHexString(expected), Convert.ToHexString(actual), reader.Position);

    /// <summary>The plan fixes the number of bytes behind the outputs.</summary>
    private static Rejection? Length(CompiledModel model, ByteReader reader) =>
        reader.Remaining == model.MessageBytes
            ? null
            : Malformed("length", reader, reader.Position + (long)model.MessageBytes, reader.Position + reader.Remaining);

    private static Rejection? Outputs(CompiledModel model, ref ByteReader reader, out long[][] outputs)
    {
        outputs = new long[model.Outputs.Length][];
        if (!reader.TryByte(out byte count) || count != outputs.Length)
        {
            return Malformed("number of outputs", reader);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            if (Output(model.Outputs[i], ref reader, out outputs[i]) is { } rejection)
            {
                return rejection;
            }
        }

        return null;
    }

    private static Rejection? Output(Port port, ref ByteReader reader, out long[] values)
    {
        values = [];
        if (!reader.TryUInt32(out uint elements) || elements != port.Tensor.Cells)
        {
            return Malformed($"elements of output '{port.Name}'", reader);
        }

        if (!reader.TryByte(out byte width) || width is < 1 or > PackedIntegers.MaxWidth)
        {
            return Malformed($"width of output '{port.Name}'", reader);
        }

        // in 64 bits: the product of two fields of the file may leave the range of a length
        long length = (long)elements * width;
        if (length > reader.Remaining || !reader.TryBytes((int)length, out ReadOnlySpan<byte> bytes))
        {
            return Malformed($"output '{port.Name}'", reader);
        }

        values = new long[elements];
        PackedIntegers.Read(bytes, width, values);
        int smallest = PackedIntegers.Width(values);
        if (width != smallest)
        {
            return Malformed($"width of output '{port.Name}'", reader, smallest, width);
        }

        return ProofStatement.Fault(port, values) is { } fault ? new Rejection(RejectionKind.Statement, $"output {fault}", "", "", reader.Position) : null;
    }

    private static Rejection Malformed(string section, ByteReader reader) => new(RejectionKind.Malformed, section, "", "", reader.Position);

    private static Rejection Malformed(string section, ByteReader reader, long expected, long actual) =>
        new(RejectionKind.Malformed, section, expected.ToString(CultureInfo.InvariantCulture), actual.ToString(CultureInfo.InvariantCulture), reader.Position);
}
