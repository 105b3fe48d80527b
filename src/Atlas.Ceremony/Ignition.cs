using System.Security.Cryptography;
using Atlas.Runtime;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;
using Atlas.Runtime.Fields.Tower;

namespace Atlas.Ceremony;

/// <summary>
/// The first 2^15 + 1 powers of the Aztec Ignition ceremony (2019-2020, 176 participants), embedded. Loading checks the SHA-256 of the
/// files instead of every point: the digests stand for a full check, which the tests repeat.
/// </summary>
public static class Ignition
{
    private const int LogSize = 15;

    private const string G1Digest = "d769ac6c98f8fab858a7e9967f2b7f181d8ad9fdcdf55438c915696febf0e99c";

    private const string G2Digest = "0efcfa1b8a947fbf356d2eadb08292bc775ae6845bb317636c0f0f62aa7dbfe8";

    private static readonly Lazy<Srs> Loaded = new(Load);

    /// <summary>Loaded when first asked for, in some milliseconds; holds 2 MB.</summary>
    /// <exception cref="AtlasKeyException">The embedded files are not the ceremony's.</exception>
    public static Srs Srs => Loaded.Value;

    private static Srs Load()
    {
        var tau = Read("ignition.g2", G2Digest);
        var x = new Fq2(Coordinate(tau, 1), Coordinate(tau, 0));
        var y = new Fq2(Coordinate(tau, 3), Coordinate(tau, 2));
        if (!x.Equals(CeremonyConstants.IgnitionTauG2.X) || !y.Equals(CeremonyConstants.IgnitionTauG2.Y))
        {
            throw new AtlasKeyException("The embedded [τ]_2 is not the Ignition ceremony's.");
        }

        var bytes = Read("ignition.g1", G1Digest);
        var powers = new G1Affine[(1 << LogSize) + 1];
        for (var i = 0; i < powers.Length; i++)
        {
            powers[i] = new G1Affine(Coordinate(bytes, 2 * i), Coordinate(bytes, (2 * i) + 1));
        }

        return new Srs("aztec-ignition", SrsKind.Ceremony, LogSize, powers, CeremonyConstants.IgnitionTauG2);
    }

    private static Fq Coordinate(byte[] bytes, int index) =>
        Fq.TryReadBigEndian(bytes.AsSpan(index * Fq.Bytes, Fq.Bytes), out var value)
            ? value
            : throw new AtlasKeyException("A coordinate of the embedded ceremony is not below the field's modulus.");

    private static byte[] Read(string name, string digest)
    {
        using var stream = typeof(Ignition).Assembly.GetManifestResourceStream(name)
            ?? throw new AtlasKeyException($"The resource {name} is missing from {typeof(Ignition).Assembly.GetName().Name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(Convert.FromHexString(digest)))
        {
            throw new AtlasKeyException($"The resource {name} does not have the digest of the Ignition ceremony's points.");
        }

        return bytes;
    }
}
