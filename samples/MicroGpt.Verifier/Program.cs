using Atlas.Samples.Language;
using Atlas.Samples.Verifier;

return VerifierProgram.Run(args, Alphabet.Letters, length: 16);
