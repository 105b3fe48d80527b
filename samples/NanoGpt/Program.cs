using Atlas.Samples;

return SampleProgram.Run(args, new SampleDefaults("nanogpt", Prompt: "ROMEO:", Count: 32), static () => new NanoGptSample());
