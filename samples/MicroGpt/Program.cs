using Atlas.Samples;
using Atlas.Samples.Language;

return SampleProgram.Run(
    args,
    new SampleDefaults("microgpt", Prompt: "thou shal", Count: 4),
    static () => new GeneratedLanguageModel("microgpt", Alphabet.Letters, length: 16, verifierProgram: "MicroGpt.Verifier"));
