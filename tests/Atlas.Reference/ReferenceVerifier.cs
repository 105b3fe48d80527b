using Atlas.Reference.Channels;

namespace Atlas.Reference;

/// <summary>The verifying end of the reference: an independent verifier, slow in field operations, that needs no constants.</summary>
public static class ReferenceVerifier
{
    /// <param name="ignored">Checks to leave out, for tests that show what each is needed for.</param>
    /// <returns>The check that rejected, or null for a valid proof.</returns>
    public static string? Verify(
        ReferenceModel model, ReferenceKey key, ReferenceStatement statement, byte[] body, ReferenceTranscript? transcript = null, Func<string, bool>? ignored = null)
    {
        var verifier = new VerifierContext(model, transcript ?? new ReferenceTranscript(), body, ignored);
        try
        {
            statement.Check(verifier);
            statement.Absorb(verifier.Transcript, model, key.Version, key.Digest);
            ReferenceWalk.Run(verifier, key, statement);
            verifier.Finish();
            return null;
        }
        catch (RejectedException rejected)
        {
            return rejected.Check;
        }
    }
}
