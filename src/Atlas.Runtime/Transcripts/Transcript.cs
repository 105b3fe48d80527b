using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Transcripts;

/// <summary>What kind of message an absorb carries.</summary>
public enum AbsorbTag : byte
{
    Bytes = 1,
    Digest = 2,
    Scalars = 3,
    Points = 4,
    Integers = 5,
}

/// <summary>One absorb: what a golden transcript lists.</summary>
public readonly record struct AbsorbRecord(AbsorbTag Tag, string Label, int Length);

/// <summary>
/// Fiat-Shamir transcript: a hash chain over SHA-256 with tagged, labelled, length-framed absorbs (docs/protocol.md §2).
/// <code>
/// absorb : state' = SHA256(state ‖ u8 tag ‖ u8 |label| ‖ label ‖ u64le |bytes| ‖ bytes)
/// squeeze: out = SHA256(state ‖ 0xF0 ‖ u32le counter), then state' = SHA256(state ‖ 0xF1)
/// </code>
/// </summary>
public sealed class Transcript
{
    private readonly byte[] _state = new byte[32];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<AbsorbRecord>? _log;

    /// <param name="log">Receives every absorb, for golden transcripts; null keeps none.</param>
    public Transcript(List<AbsorbRecord>? log = null) => _log = log;

    /// <summary>The chain's state, 32 bytes.</summary>
    public ReadOnlySpan<byte> State => _state;

    public void Absorb(AbsorbTag tag, string label, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[2 + 255 + 8];
        int labelLength = Encoding.UTF8.GetBytes(label, header.Slice(2, 255));
        header[0] = (byte)tag;
        header[1] = (byte)labelLength;
        BinaryPrimitives.WriteUInt64LittleEndian(header[(2 + labelLength)..], (ulong)data.Length);
        _hash.AppendData(_state);
        _hash.AppendData(header[..(2 + labelLength + 8)]);
        _hash.AppendData(data);
        _hash.GetHashAndReset(_state);
        _log?.Add(new AbsorbRecord(tag, label, data.Length));
    }

    public void AbsorbScalars(string label, ReadOnlySpan<Fr> scalars)
    {
        var bytes = new byte[32 * scalars.Length];
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i].Write(bytes.AsSpan(32 * i, 32));
        }

        Absorb(AbsorbTag.Scalars, label, bytes);
    }

    /// <summary>Absorbs points in their 32-byte compressed encoding.</summary>
    public void AbsorbPoints(string label, ReadOnlySpan<G1Affine> points)
    {
        var bytes = new byte[32 * points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i].Encode(bytes.AsSpan(32 * i, 32));
        }

        Absorb(AbsorbTag.Points, label, bytes);
    }

    /// <summary>A statement tensor: u8 rank, u32le dimensions, then its elements in row-major order as signed little-endian integers of 8 bytes.</summary>
    public void AbsorbTensor(string label, ReadOnlySpan<int> dimensions, ReadOnlySpan<long> values)
    {
        var bytes = new byte[1 + 4 * dimensions.Length + 8 * values.Length];
        bytes[0] = (byte)dimensions.Length;
        int at = 1;
        foreach (int dimension in dimensions)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), dimension);
            at += 4;
        }

        foreach (long value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), value);
            at += 8;
        }

        Absorb(AbsorbTag.Integers, label, bytes);
    }

    /// <summary>A 128-bit challenge v, standing for the field element v·2^-145.</summary>
    public Fr Challenge()
    {
        Span<byte> block = stackalloc byte[32];
        Squeeze(0, block);
        Ratchet();
        return Fr.FromChallenge(block[..16]);
    }

    /// <summary>A full field element: 64 bytes mod p.</summary>
    public Fr FullChallenge()
    {
        Span<byte> blocks = stackalloc byte[64];
        Squeeze(0, blocks[..32]);
        Squeeze(1, blocks[32..]);
        Ratchet();
        return Fr.FromWide(blocks);
    }

    private void Squeeze(uint counter, Span<byte> destination)
    {
        Span<byte> suffix = stackalloc byte[5];
        suffix[0] = 0xF0;
        BinaryPrimitives.WriteUInt32LittleEndian(suffix[1..], counter);
        _hash.AppendData(_state);
        _hash.AppendData(suffix);
        _hash.GetHashAndReset(destination);
    }

    private void Ratchet()
    {
        _hash.AppendData(_state);
        _hash.AppendData([0xF1]);
        _hash.GetHashAndReset(_state);
    }
}
