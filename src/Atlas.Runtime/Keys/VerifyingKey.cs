using System.Security.Cryptography;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Pairings;
using Atlas.Runtime.Serialization;

namespace Atlas.Runtime.Keys;

/// <summary>
/// What a relying party needs besides the generated verifier: commitments to weights, small constants and lookup tables, the digest of the plan, and the reference string's G2 part. A
/// deterministic function of (ONNX file, options, reference string), and trusted data: whoever makes the key defines the function that is proven (docs/protocol.md §3).
/// <code>
/// "ATLASVK\0" u16 version, string model, plan digest[32], u8 kind of reference string, u8 w, [τ]_2[128],
/// u32 polynomials, for each: u32 rows, rows × 32 bytes compressed
/// </code>
/// </summary>
public sealed class VerifyingKey
{
    private const int MaximumRows = 1 << 24;
    private static readonly byte[] Magic = "ATLASVK\0"u8.ToArray();
    private byte[]? _encoded;
    private byte[]? _digest;
    private G2Lines? _tauLines;

    public VerifyingKey(string modelName, byte[] planDigest, int logWidth, SrsKind srsKind, G2Affine tauG2, G1Affine[][] polynomials)
    {
        ModelName = modelName;
        PlanDigest = planDigest;
        LogWidth = logWidth;
        SrsKind = srsKind;
        TauG2 = tauG2;
        Polynomials = polynomials;
    }

    /// <summary>Version of the format.</summary>
    public static ushort FormatVersion => 1;

    public string ModelName { get; }

    /// <summary>SHA-256 of the plan's canonical encoding.</summary>
    public byte[] PlanDigest { get; }

    /// <summary>w: rows have 2^w cells.</summary>
    public int LogWidth { get; }

    public SrsKind SrsKind { get; }

    /// <summary>[τ]_2.</summary>
    public G2Affine TauG2 { get; }

    /// <summary>Line coefficients of [τ]_2, for the verifier's pairing; computed once.</summary>
    public G2Lines TauLines => _tauLines ??= new G2Lines(TauG2);

    /// <summary>Row commitments of each committed polynomial.</summary>
    public G1Affine[][] Polynomials { get; }

    /// <summary>SHA-256 of the encoded key: what a transcript absorbs and a generated verifier pins.</summary>
    public ReadOnlySpan<byte> Digest => _digest ??= SHA256.HashData(Encode());

    public byte[] Encode() => _encoded ??= Write();

    /// <summary>Parses and checks a key: every point on the curve, canonical, nothing behind the end.</summary>
    /// <exception cref="AtlasKeyException">The bytes are not a verifying key; names the offset.</exception>
    public static VerifyingKey Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        Require(reader.TryBytes(Magic.Length, out ReadOnlySpan<byte> magic) && magic.SequenceEqual(Magic), "magic", reader.Position);
        Require(reader.TryUInt16(out ushort version), "version", reader.Position);
        Require(version == FormatVersion, $"version {version}, this build reads {FormatVersion}", reader.Position);
        Require(reader.TryString(out string name), "model name", reader.Position);
        Require(reader.TryBytes(32, out ReadOnlySpan<byte> planDigest), "plan digest", reader.Position);
        Require(reader.TryByte(out byte kind) && Enum.IsDefined((SrsKind)kind), "kind of reference string", reader.Position);
        Require(reader.TryByte(out byte logWidth) && logWidth is > 0 and <= 28, "commitment width", reader.Position);
        G2Affine tau = default;
        Require(reader.TryBytes(G2Affine.UncompressedBytes, out ReadOnlySpan<byte> tauBytes) && G2Affine.TryDecodeUncompressed(tauBytes, out tau) && !tau.IsInfinity, "[τ]_2", reader.Position);
        Require(reader.TryUInt32(out uint count) && count <= reader.Remaining / 4, "number of polynomials", reader.Position);
        var polynomials = new G1Affine[count][];
        for (int p = 0; p < polynomials.Length; p++)
        {
            Require(reader.TryUInt32(out uint rows) && rows <= MaximumRows && rows <= reader.Remaining / G1Affine.Bytes, $"rows of polynomial {p}", reader.Position);
            polynomials[p] = new G1Affine[rows];
            Require(reader.TryBytes((int)rows * G1Affine.Bytes, out ReadOnlySpan<byte> points), $"rows of polynomial {p}", reader.Position);
            Require(G1Affine.TryDecode(points, polynomials[p], out int invalid), $"row {invalid} of polynomial {p}", reader.Position);
        }

        Require(reader.Remaining == 0, "trailing bytes", reader.Position);
        return new VerifyingKey(name, planDigest.ToArray(), logWidth, (SrsKind)kind, tau, polynomials) { _encoded = bytes.ToArray() };
    }

    /// <summary>Writes the key to a file, all of it or nothing.</summary>
    public void Save(string path) => AtomicFile.Write(path, Encode());

    private static void Require(bool holds, string what, int offset)
    {
        if (!holds)
        {
            throw new AtlasKeyException($"Not a verifying key of this version: {what} (before byte {offset}).");
        }
    }

    private byte[] Write()
    {
        var writer = new ByteWriter();
        writer.Bytes(Magic);
        writer.UInt16(FormatVersion);
        writer.String(ModelName);
        writer.Bytes(PlanDigest);
        writer.Byte((byte)SrsKind);
        writer.Byte((byte)LogWidth);
        Span<byte> g2 = stackalloc byte[G2Affine.UncompressedBytes];
        TauG2.EncodeUncompressed(g2);
        writer.Bytes(g2);
        writer.UInt32((uint)Polynomials.Length);
        Span<byte> g1 = stackalloc byte[G1Affine.Bytes];
        foreach (G1Affine[] rows in Polynomials)
        {
            writer.UInt32((uint)rows.Length);
            foreach (G1Affine row in rows)
            {
                row.Encode(g1);
                writer.Bytes(g1);
            }
        }

        return writer.ToArray();
    }
}
