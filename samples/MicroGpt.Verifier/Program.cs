using Atlas.Samples.Language;
using Atlas.Samples.Models;
using Atlas.Samples.Verifier;
using Atlas.Verifying;

return VerifierProgram.Run(args, Alphabet.Letters, length: 16, static (key, proof, tokens) =>
{
    VerificationResult result = MicroGptVerifier.Load(key).Verify(proof, tokens);
    return (result.Rejection?.ToString(), result.IsValid ? result.Outputs[0] : []);
});
