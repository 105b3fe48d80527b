using Atlas.Samples;

return SampleProgram.Run(args, new SampleDefaults("minigpt", Prompt: "ROMEO:", Count: 16), static () => new MiniGptSample());
