using Atlas.Ceremony;
using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;
using Atlas.Verifying;

namespace Atlas.Samples;

/// <summary>The classes generated from nanogpt.onnx, as the sample program uses them.</summary>
public sealed class NanoGptSample : ILanguageModel
{
    private NanoGptProvingKey? _key;
    private NanoGptProver? _prover;
    private NanoGptVerifier? _verifier;
}
