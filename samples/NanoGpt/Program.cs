using Atlas.Samples;
using Atlas.Samples.Language;

return SampleProgram.Run(
    args,
    new SampleDefaults("nanogpt", Prompt: "ROMEO:", Count: 32),
    static () => new GeneratedLanguageModel("nanogpt", Alphabet.Shakespeare, length: 64, verifierProgram: "NanoGpt.Verifier"));
