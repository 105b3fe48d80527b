using VerifierConsumer;

// Any bytes are an answer, never an exception.
Console.WriteLine(TinyVerifier.Load(File.ReadAllBytes(args[0])).Verify([1, 2, 3], new float[4]));
