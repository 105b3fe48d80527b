using Atlas.Runtime;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;

namespace Atlas.Verifying;

/// <summary>Which keys a verifier takes: trusted data of the right model, from a reference string that nobody can open at will (docs/protocol.md §3, provenance).</summary>
internal static class KeyPolicy
{
    public static void Require(CompiledModel model, VerifyingKey key, VerifierOptions options)
    {
        string digest = Convert.ToHexString(key.Digest);
        if (options.PinnedKeyDigest is { } pinned && !string.Equals(pinned, digest, StringComparison.OrdinalIgnoreCase))
        {
            throw new AtlasKeyException($"The verifying key's digest is {digest}, the generated verifier pins {pinned}.");
        }

        if (KeyMatch.Fault(key, model) is { } fault)
        {
            throw new AtlasKeyException($"The verifying key {fault}.");
        }

        RequireOrigin(key, options);
    }

    private static void RequireOrigin(VerifyingKey key, VerifierOptions options)
    {
        switch (key.SrsKind)
        {
            case SrsKind.Ceremony when key.TauG2 != CeremonyConstants.IgnitionTauG2:
                throw new AtlasKeyException("The verifying key says that it comes from the Ignition ceremony, but its [τ]_2 is not the ceremony's.");
            case SrsKind.InsecureDevelopment when !options.AcceptInsecureDevelopmentKey:
                throw new AtlasKeyException(
                    "The verifying key comes from an insecure development reference string: whoever knows its seed can prove anything. "
                    + "Set VerifierOptions.AcceptInsecureDevelopmentKey to accept it in a test.");
            default:
                break;
        }
    }
}
