using Atlas.Samples.Language;
using Atlas.Samples.Verifier;

return VerifierProgram.Run(args, Alphabet.Shakespeare, length: 64);
