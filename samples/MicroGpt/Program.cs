using Atlas.Samples;

return SampleProgram.Run(args, new SampleDefaults("microgpt", Prompt: "mar", Count: 8), static () => new MicroGptSample());
