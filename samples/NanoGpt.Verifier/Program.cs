using Atlas.Samples.Language;
using Atlas.Samples.Models;
using Atlas.Samples.Verifier;
using Atlas.Verifying;

return VerifierProgram.Run(args, Alphabet.Shakespeare, length: 64, static (key, proof, tokens) =>
{
    // The key file comes from the prover: it counts only if it is the key that this program was built with.
    string pinned = Convert.ToHexString(NanoGptVerifier.Default.Key.Digest);
    var verifier = NanoGptVerifier.Load(key, new VerifierOptions { PinnedKeyDigest = pinned });
    VerificationResult result = verifier.Verify(proof, tokens);
    return (result.Rejection?.ToString(), result.IsValid ? result.Outputs[0] : []);
});
