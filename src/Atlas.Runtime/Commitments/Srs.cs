using System.Buffers.Binary;
using System.Security.Cryptography;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Runtime.Commitments;

/// <summary>
/// A structured reference string [τ^0]_1, [τ^1]_1, ..., [τ]_2 (Kate-Zaverucha-Goldberg 2010). Who knows τ can prove anything; a ceremony
/// is a computation after which nobody does.
/// </summary>
public sealed class Srs
{
    /// <summary>The largest <see cref="LogSize"/>: 2^22 points are 256 MB.</summary>
    public const int MaxLogSize = 22;

    private readonly G1Affine[] powers;

    /// <summary>For points that are known to be the powers of one τ: checked by digest, by pairing, or made here.</summary>
    internal Srs(string name, SrsKind kind, int logSize, G1Affine[] powers, G2Affine tauG2)
    {
        if (powers.Length < 1 << logSize)
        {
            throw new AtlasKeyException($"The reference string {name} has {powers.Length} powers, fewer than 2^{logSize}.");
        }

        Name = name;
        Kind = kind;
        LogSize = logSize;
        TauG2 = tauG2;
        this.powers = powers;
    }

    public string Name { get; }

    public SrsKind Kind { get; }

    /// <summary>Vectors of up to 2^LogSize entries can be committed.</summary>
    public int LogSize { get; }

    /// <summary>[τ^i]_1, at least 2^LogSize of them.</summary>
    public ReadOnlySpan<G1Affine> Powers => powers;

    public G2Affine TauG2 { get; }

    /// <summary>
    /// INSECURE. The secret τ is SHA-512 of the seed, reduced, so anybody can forge proofs under this string. For tests and experiments only: the kind
    /// is part of the digest, of every key, and of what a verifier reports.
    /// </summary>
    /// <param name="logSize">0 to <see cref="MaxLogSize"/>.</param>
    /// <param name="seed">Any number; the same seed gives the same string.</param>
    public static Srs CreateInsecureForDevelopment(int logSize, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logSize, MaxLogSize);
        Span<byte> input = stackalloc byte[8];
        Span<byte> wide = stackalloc byte[2 * Fr.Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(input, seed);
        SHA512.HashData(input, wide);
        var tau = Fr.FromWide(wide);
        var name = $"insecure-development-{seed}";
        return new(name, SrsKind.InsecureDevelopment, logSize, GeneratorPowers.Compute(in tau, 1 << logSize), tau * G2Affine.Generator);
    }

    /// <summary>SHA-256 of the part that commitments of width 2^logWidth use: kind, width, [τ]_2 and 2^logWidth powers.</summary>
    public byte[] Digest(int logWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logWidth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logWidth, LogSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("atlas-srs"u8);
        hash.AppendData([(byte)Kind, (byte)logWidth]);
        Span<byte> encoded = stackalloc byte[G2Affine.UncompressedBytes];
        TauG2.EncodeUncompressed(encoded);
        hash.AppendData(encoded);
        foreach (ref readonly var power in powers.AsSpan(0, 1 << logWidth))
        {
            power.EncodeUncompressed(encoded);
            hash.AppendData(encoded[..G1Affine.UncompressedBytes]);
        }

        return hash.GetHashAndReset();
    }
}
