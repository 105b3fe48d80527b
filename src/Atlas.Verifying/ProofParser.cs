using System.Globalization;
using Atlas.Runtime.Model;
using Atlas.Runtime.Serialization;

namespace Atlas.Verifying;

/// <summary>Header and outputs of a proof, checked against what the model and the key say they are.</summary>
internal static class ProofParser
{
    /// <summary>Start of the messages and the stated outputs, or the rejection. Nothing is allocated before the whole length is known to be right.</summary>
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
            return new Rejection(RejectionKind.Malformed, "version", ProofFile.FormatVersion.ToString(CultureInfo.InvariantCulture), version.ToString(CultureInfo.InvariantCulture), reader.Position);
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

        if (Length(model, reader) is { } length)
        {
            return length;
        }

        return Outputs(model, ref reader, out messages, out outputs);
    }

    private static Rejection? Digest(ref ByteReader reader, string what, ReadOnlySpan<byte> expected) =>
        reader.TryBytes(32, out ReadOnlySpan<byte> actual) && actual.SequenceEqual(expected)
            ? null
            : new Rejection(RejectionKind.Statement, what, Convert.ToHexString(expected), Convert.ToHexString(actual), reader.Position);

    /// <summary>The plan fixes the number of bytes behind the header.</summary>
    private static Rejection? Length(CompiledModel model, ByteReader reader)
    {
        long expected = 1L + model.Outputs.Sum(static port => 4L + 8L * port.Tensor.Cells) + model.MessageBytes;
        return reader.Remaining == expected
            ? null
            : new Rejection(
                RejectionKind.Malformed,
                "length",
                (reader.Position + expected).ToString(CultureInfo.InvariantCulture),
                (reader.Position + reader.Remaining).ToString(CultureInfo.InvariantCulture),
                reader.Position);
    }

    private static Rejection? Outputs(CompiledModel model, ref ByteReader reader, out int messages, out long[][] outputs)
    {
        (messages, outputs) = (0, new long[model.Outputs.Length][]);
        if (!reader.TryByte(out byte count) || count != outputs.Length)
        {
            return Malformed("number of outputs", reader);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            Port port = model.Outputs[i];
            if (!reader.TryUInt32(out uint elements) || elements != port.Tensor.Cells)
            {
                return Malformed($"elements of output '{port.Name}'", reader);
            }

            outputs[i] = new long[elements];
            for (int e = 0; e < outputs[i].Length; e++)
            {
                if (!reader.TryInt64(out outputs[i][e]))
                {
                    return Malformed($"output '{port.Name}'", reader);
                }
            }

            if (ProofStatement.Fault(port, outputs[i]) is { } fault)
            {
                return new Rejection(RejectionKind.Statement, $"output {fault}", "", "", reader.Position);
            }
        }

        messages = reader.Position;
        return null;
    }

    private static Rejection Malformed(string section, ByteReader reader) => new(RejectionKind.Malformed, section, "", "", reader.Position);
}
