namespace Atlas.Verifying;

/// <summary>What a verifier accepts besides the default.</summary>
public sealed record VerifierOptions
{
    public static VerifierOptions Default { get; } = new();

    /// <summary>
    /// Accept a key made from <c>Srs.CreateInsecureForDevelopment</c>. Whoever knows its seed can prove anything: for tests only.
    /// </summary>
    public bool AcceptInsecureDevelopmentKey { get; init; }

    /// <summary>SHA-256 that the key must have, 64 hexadecimal digits; null where the caller vouches for the key.</summary>
    public string? PinnedKeyDigest { get; init; }
}
