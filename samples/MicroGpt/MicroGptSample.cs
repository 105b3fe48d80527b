using Atlas.Ceremony;
using Atlas.Runtime.Proving;
using Atlas.Samples.Language;
using Atlas.Samples.Models;
using Atlas.Verifying;

namespace Atlas.Samples;

/// <summary>The classes generated from microgpt.onnx, as the sample program uses them.</summary>
public sealed class MicroGptSample : ILanguageModel
{
    private MicroGptProvingKey? _key;
    private MicroGptProver? _prover;
    private MicroGptVerifier? _verifier;
}
