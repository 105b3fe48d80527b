using Atlas.Runtime.Serialization;

namespace Atlas.Runtime.Model;

/// <summary>
/// The bytes of a proof (docs/protocol.md §11): a header that names what it belongs to, the output integers, then the messages of the walk, whose lengths the plan fixes.
/// <code>
/// "ATLASPF\0" u16 version, string model, plan digest[32], key digest[32], u8 outputs, for each: u32 count, u8 width, count × width bytes; messages
/// </code>
/// </summary>
public static class ProofFile
{
    /// <summary>Version of the format.</summary>
    public static ushort FormatVersion => 2;

    public static ReadOnlySpan<byte> Magic => "ATLASPF\0"u8;

    public static byte[] Write(CompiledModel model, ReadOnlySpan<byte> keyDigest, long[][] outputs, ReadOnlySpan<byte> messages)
    {
        var writer = new ByteWriter();
        writer.Bytes(Magic);
        writer.UInt16(FormatVersion);
        writer.String(model.Name);
        writer.Bytes(Convert.FromHexString(model.PlanDigest));
        writer.Bytes(keyDigest);
        writer.Byte(checked((byte)outputs.Length));
        foreach (long[] output in outputs)
        {
            writer.UInt32((uint)output.Length);
            int width = PackedIntegers.Width(output);
            writer.Byte((byte)width);
            PackedIntegers.Write(writer, output, width);
        }

        writer.Bytes(messages);
        return writer.ToArray();
    }
}
