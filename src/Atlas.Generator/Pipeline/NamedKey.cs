using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atlas.Compiler.Plan;
using Atlas.Generator.Diagnostics;

namespace Atlas.Generator.Pipeline;

/// <summary>
/// The verifying key that a project names. It is embedded in the generated verifier if it belongs to the plan; <see cref="Bytes"/> is null and <see
/// cref="Fault"/> says why otherwise. Only the key's header is read here; the runtime checks the rest when it loads the key.
/// </summary>
internal sealed record NamedKey(byte[]? Bytes, string Sha256, DiagnosticInfo? Fault)
{
    /// <summary>Magic, version 1, length-prefixed model name, plan digest: the start of Atlas.Runtime.Keys.VerifyingKey.</summary>
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("ATLASVK\0\u0001\0");

    /// <summary>Null if the project names no key.</summary>
    public static NamedKey? Read(ModelReference reference, ProofPlan plan)
    {
        if (reference.KeyPath.Length == 0)
        {
            return null;
        }

        if (reference.KeySha256.Length == 0)
        {
            return Faulty(DiagnosticInfo.Create(AtlasDiagnostics.MissingKey, reference.Path, reference.KeyPath, reference.ClassName));
        }

        byte[] bytes;
        try
        {
            bytes = ModelFileReader.Read(reference.KeyPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Faulty(Stale(reference, e.Message));
        }

        string digest = Hex(SHA256.Create().ComputeHash(bytes));
        string? reason = digest == reference.KeySha256 ? Mismatch(bytes, plan) : "it changed during the build";
        return reason is null ? new NamedKey(bytes, digest, null) : Faulty(Stale(reference, reason));
    }

    private static NamedKey Faulty(DiagnosticInfo fault) => new(null, "", fault);

    private static DiagnosticInfo Stale(ModelReference reference, string reason) =>
        DiagnosticInfo.Create(AtlasDiagnostics.StaleKey, reference.Path, reference.KeyPath, reason, reference.ClassName);

    private static string? Mismatch(byte[] key, ProofPlan plan)
    {
        if (key.Length <= Magic.Length || !key.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            return "it is no verifying key of this version";
        }

        int nameLength = key[Magic.Length], name = Magic.Length + 1, digest = name + nameLength;
        if (key.Length < digest + 32)
        {
            return "it is cut off";
        }

        if (Encoding.UTF8.GetString(key, name, nameLength) != plan.ModelName)
        {
            return $"it is for the model '{Encoding.UTF8.GetString(key, name, nameLength)}'";
        }

        string planDigest = plan.Digest, found = Hex(key.AsSpan(digest, 32).ToArray());
        return found == planDigest ? null : $"its plan digest is {found}, the model's is {planDigest}";
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
