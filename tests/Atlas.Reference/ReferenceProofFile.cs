using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Atlas.Compiler.Plan;

namespace Atlas.Reference;

/// <summary>The bytes of a proof file (docs/protocol.md §11), written plainly.</summary>
public static class ReferenceProofFile
{
    private const ushort FormatVersion = 2;

    public static byte[] Write(ProofPlan plan, ReadOnlySpan<byte> keyDigest, long[][] outputs, byte[] messages)
    {
        var file = new MemoryStream();
        file.Write("ATLASPF\0"u8);
        var version = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(version, FormatVersion);
        file.Write(version);
        byte[] name = Encoding.UTF8.GetBytes(plan.ModelName);
        file.WriteByte((byte)name.Length);
        file.Write(name);
        file.Write(Convert.FromHexString(plan.Digest));
        file.Write(keyDigest);
        file.WriteByte((byte)outputs.Length);
        foreach (long[] output in outputs)
        {
            file.Write(Output(output, Width(output)));
        }

        file.Write(messages);
        return file.ToArray();
    }

    /// <summary>Bytes of the longest of the integers, at least one.</summary>
    public static int Width(long[] output) => output.Select(static value => new BigInteger(value).GetByteCount()).Prepend(1).Max();

    /// <summary>Number, width and integers of an output; the width need not be the smallest.</summary>
    public static byte[] Output(long[] output, int width)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(count, output.Length);
        return [.. count, (byte)width, .. output.SelectMany(value => Integer(value, width))];
    }

    private static byte[] Integer(BigInteger value, int width)
    {
        byte[] bytes = value.ToByteArray();
        byte sign = (byte)(value.Sign < 0 ? 0xFF : 0);
        return [.. bytes, .. Enumerable.Repeat(sign, width - bytes.Length)];
    }
}
