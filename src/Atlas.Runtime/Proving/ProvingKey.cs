using System.Security.Cryptography;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.Serialization;

namespace Atlas.Runtime.Proving;

/// <summary>
/// What a prover keeps between proofs: the verifying key, the constants' integers, and tables of the reference string's points, which are made when a
/// key is made or loaded and are not in its file. A deterministic function of model and reference string.
/// <code>
/// "ATLASPK\0" u16 version, digest of the reference string[32], verifying key, SHA-256 of all before[32]
/// </code>
/// </summary>
public sealed class ProvingKey
{
    private const ushort FormatVersion = 1;
    private static readonly byte[] Magic = "ATLASPK\0"u8.ToArray();
    private readonly long[][] _cells;

    private ProvingKey(ProvableModel model, Srs srs, ConstantStore constants, long[][] cells, VerifyingKey verifying, int threads)
    {
        Model = model;
        Srs = srs;
        Bases = new CommitmentBases(srs, model.Model.LogWidth, threads);
        Constants = constants;
        _cells = cells;
        Verifying = verifying;
    }

    public ProvableModel Model { get; }

    public Srs Srs { get; }

    public VerifyingKey Verifying { get; }

    internal ConstantStore Constants { get; }

    internal CommitmentBases Bases { get; }

    /// <summary>Commits to the model's constants.</summary>
    /// <exception cref="AtlasKeyException">The reference string is shorter than the model's commitments.</exception>
    public static ProvingKey Setup(ProvableModel model, Srs srs, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireLength(model.Model, srs);
        int resolved = ProverOptions.Resolve(threads);
        ConstantStore constants = ConstantStore.Load(model);
        long[][] cells = ConstantCommitter.Cells(model.Model, constants);
        var verifying = new VerifyingKey(
            model.Model.Name,
            Convert.FromHexString(model.Model.PlanDigest),
            model.Model.LogWidth,
            srs.Kind,
            srs.TauG2,
            ConstantCommitter.Commit(model.Model, cells, srs, resolved, cancellationToken));
        return new ProvingKey(model, srs, constants, cells, verifying, resolved);
    }

    /// <summary>Reads a key that <see cref="Save"/> wrote for the same model and reference string.</summary>
    /// <exception cref="AtlasKeyException">The file is damaged, of another version, or belongs to another model, plan or reference
    /// string.</exception>
    public static ProvingKey Load(ProvableModel model, Srs srs, string path, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireLength(model.Model, srs);
        byte[] bytes = File.ReadAllBytes(path);
        int body = bytes.Length - SHA256.HashSizeInBytes;
        var reader = new ByteReader(bytes);
        Require(reader.TryBytes(Magic.Length, out ReadOnlySpan<byte> magic) && magic.SequenceEqual(Magic), path, "it is not a proving key");
        Require(reader.TryUInt16(out ushort version) && version == FormatVersion, path, $"its version is not {FormatVersion}");
        Require(reader.TryBytes(SHA256.HashSizeInBytes, out ReadOnlySpan<byte> srsDigest) && reader.Position <= body, path, "it is cut off");
        Require(SHA256.HashData(bytes.AsSpan(0, body)).AsSpan().SequenceEqual(bytes.AsSpan(body)), path, "its checksum is wrong");
        Require(srsDigest.SequenceEqual(srs.Digest(model.Model.LogWidth)), path, $"it was made with another reference string than {srs.Name}");
        VerifyingKey verifying = VerifyingKey.Decode(bytes.AsSpan(reader.Position, body - reader.Position));
        Require(verifying.SrsKind == srs.Kind && verifying.TauG2 == srs.TauG2, path, $"it was not made with the reference string {srs.Name}");
        string? fault = KeyMatch.Fault(verifying, model.Model);
        Require(fault is null, path, $"it {fault}");
        ConstantStore constants = ConstantStore.Load(model);
        return new ProvingKey(model, srs, constants, ConstantCommitter.Cells(model.Model, constants), verifying, ProverOptions.Resolve(threads));
    }

    /// <summary>Writes the key to a file, all of it or nothing.</summary>
    public void Save(string path)
    {
        var writer = new ByteWriter();
        writer.Bytes(Magic);
        writer.UInt16(FormatVersion);
        writer.Bytes(Srs.Digest(Model.Model.LogWidth));
        writer.Bytes(Verifying.Encode());
        writer.Bytes(SHA256.HashData(writer.ToArray()));
        AtomicFile.Write(path, writer.ToArray());
    }

    /// <summary>The integers of a committed polynomial.</summary>
    internal long[] Cells(int polynomial) => _cells[polynomial];

    private static void RequireLength(CompiledModel model, Srs srs)
    {
        ArgumentNullException.ThrowIfNull(srs);
        if (srs.LogSize < model.LogWidth)
        {
            throw new AtlasKeyException($"{model.Name} commits rows of 2^{model.LogWidth} cells; the reference string {srs.Name} has 2^{srs.LogSize} powers.");
        }
    }

    private static void Require(bool holds, string path, string fault)
    {
        if (!holds)
        {
            throw new AtlasKeyException($"The proving key '{path}' can't be used: {fault}.");
        }
    }
}
