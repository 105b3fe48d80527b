using Atlas.Samples;
using Atlas.Samples.Language;

return SampleProgram.Run(
    args,
    new SampleDefaults("minigpt", Prompt: "ROMEO:", Count: 16),
    static () => new GeneratedLanguageModel("minigpt", Alphabet.Shakespeare, length: 32, verifierProgram: "MiniGpt.Verifier"));
