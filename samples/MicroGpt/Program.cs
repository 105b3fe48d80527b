using Atlas.Samples;

return SampleProgram.Run(args, new SampleDefaults("microgpt", Prompt: "thou shal", Count: 4), static () => new MicroGptSample());
