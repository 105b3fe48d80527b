using Atlas.Ceremony;
using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;
using Atlas.Verifying;

namespace Atlas.Samples;

/// <summary>The classes generated from minigpt.onnx, as the sample program uses them.</summary>
public sealed class MiniGptSample : ILanguageModel
{
    private MiniGptProvingKey? _key;
    private MiniGptProver? _prover;
    private MiniGptVerifier? _verifier;
}
