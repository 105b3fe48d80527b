using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Channels;

/// <summary>The hash chain of docs/protocol.md §2, byte string by byte string. Virtual, so that tests can leave a message out of it.</summary>
public class ReferenceTranscript
{
    private static readonly Fr ChallengeUnit = Fr.FromBigInteger(BigInteger.One << 145).Invert();

    private byte[] _state = new byte[32];

    public IReadOnlyList<byte> State => _state;

    public virtual void Absorb(byte tag, string label, byte[] data)
    {
        byte[] name = Encoding.UTF8.GetBytes(label);
        _state = SHA256.HashData([.. _state, tag, (byte)name.Length, .. name, .. LittleEndian((ulong)data.Length, 8), .. data]);
    }

    public void AbsorbScalars(string label, IEnumerable<Fr> values) => Absorb(3, label, [.. values.SelectMany(Bytes)]);

    public void AbsorbPoints(string label, IEnumerable<G1Affine> points) => Absorb(4, label, [.. points.SelectMany(Bytes)]);

    /// <summary>u8 rank, u32le dimensions, the integers of the box in row-major order, <paramref name="width"/> bytes each.</summary>
    public void AbsorbTensor(string label, Shape shape, IEnumerable<BigInteger> values, int width)
    {
        IEnumerable<byte> dimensions = shape.Dimensions.SelectMany(static d => LittleEndian((ulong)d, 4));
        Absorb(5, label, [(byte)shape.Dimensions.Count, .. dimensions, .. values.SelectMany(v => Signed(v, width))]);
    }

    /// <summary>v·2^-145 for the 128 bits v.</summary>
    public virtual Fr Challenge(string label) => Fr.FromBigInteger(new BigInteger(Squeeze(1).AsSpan(0, 16), isUnsigned: true)) * ChallengeUnit;

    /// <summary>64 bytes mod p.</summary>
    public virtual Fr FullChallenge(string label) => Fr.FromBigInteger(new BigInteger(Squeeze(2), isUnsigned: true));

    public static byte[] Bytes(Fr value)
    {
        var bytes = new byte[Fr.Bytes];
        value.Write(bytes);
        return bytes;
    }

    public static byte[] Bytes(G1Affine point)
    {
        var bytes = new byte[G1Affine.Bytes];
        point.Encode(bytes);
        return bytes;
    }

    private static byte[] LittleEndian(ulong value, int width) => [.. Enumerable.Range(0, width).Select(i => (byte)(value >> (8 * i)))];

    private static byte[] Signed(BigInteger value, int width) => [.. Enumerable.Range(0, width).Select(i => (byte)((value >> (8 * i)) & 0xFF))];

    private byte[] Squeeze(int blocks)
    {
        byte[] output = [.. Enumerable.Range(0, blocks).SelectMany(i => SHA256.HashData([.. _state, 0xF0, .. LittleEndian((ulong)i, 4)]))];
        _state = SHA256.HashData([.. _state, 0xF1]);
        return output;
    }
}
