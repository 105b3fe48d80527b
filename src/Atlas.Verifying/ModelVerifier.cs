using System.Diagnostics;
using Atlas.Runtime;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.Transcripts;

namespace Atlas.Verifying;

/// <summary>
/// Verifies proofs of one compiled model under one verifying key. Needs neither the model's weights nor its ONNX file. Thread-safe; runs on the caller's thread alone.
/// </summary>
public sealed class ModelVerifier
{
    private static readonly ActivitySource Trace = new("Atlas.Verifier");
    private readonly CompiledModel _model;
    private readonly VerifyingKey _key;

    /// <exception cref="AtlasKeyException">The key belongs to another model or plan, is not the pinned one, or comes from a reference string that is not accepted.</exception>
    public ModelVerifier(CompiledModel model, VerifyingKey key, VerifierOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(key);
        KeyPolicy.Require(model, key, options ?? VerifierOptions.Default);
        _model = model;
        _key = key;
    }

    public VerifyingKey Key => _key;

    /// <summary>
    /// Verifies a proof for the given inputs (true elements, row-major, as integers) and context. <paramref name="expectedOutputs"/>: where given, the proven outputs must equal them.
    /// </summary>
    /// <exception cref="AtlasInputException">The caller's inputs do not have the model's shapes or leave their intervals.</exception>
    public VerificationResult Verify(ReadOnlySpan<byte> proof, long[][] inputs, ReadOnlySpan<byte> context = default, long[][]? expectedOutputs = null) =>
        Verify(proof, inputs, context, expectedOutputs, log: null);

    internal VerificationResult Verify(ReadOnlySpan<byte> proof, long[][] inputs, ReadOnlySpan<byte> context, long[][]? expectedOutputs, List<AbsorbRecord>? log)
    {
        using Activity? activity = Trace.StartActivity("verify");
        long[][] normalised = ProofStatement.NormaliseInputs(_model, inputs);
        Rejection? rejection = ProofParser.Parse(_model, _key.Digest, proof, out int messages, out long[][] outputs)
            ?? DifferentOutput(expectedOutputs, outputs, messages)
            ?? Walk(proof, messages, normalised, outputs, context, log);
        return new VerificationResult(rejection, outputs, _key.SrsKind);
    }

    private Rejection? Walk(ReadOnlySpan<byte> proof, int messages, long[][] inputs, long[][] outputs, ReadOnlySpan<byte> context, List<AbsorbRecord>? log)
    {
        var transcript = new Transcript(log);
        ProofStatement.Absorb(transcript, _model, _key.Digest, context, inputs, outputs);
        var channel = new VerifierChannel(transcript, _model, _key, proof.ToArray(), messages, inputs, outputs);
        channel.ReadCommitments();
        ProofWalk.Run(channel, _model);
        channel.RequireEnd();
        return channel.Rejection;
    }

    private Rejection? DifferentOutput(long[][]? expected, long[][] actual, int offset)
    {
        if (expected is null)
        {
            return null;
        }

        if (expected.Length != actual.Length)
        {
            throw new AtlasInputException($"{_model.Name} has {actual.Length} outputs, {expected.Length} were given.");
        }

        for (int i = 0; i < actual.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(expected[i], nameof(expected));
            string name = _model.Outputs[i].Name;
            if (expected[i].Length != actual[i].Length)
            {
                return new Rejection(RejectionKind.Statement, $"output '{name}': elements", $"{expected[i].Length}", $"{actual[i].Length}", offset);
            }

            int at = expected[i].AsSpan().CommonPrefixLength(actual[i]);
            if (at < actual[i].Length)
            {
                return new Rejection(RejectionKind.Statement, $"output '{name}' at element {at}", $"{expected[i][at]}", $"{actual[i][at]}", offset);
            }
        }

        return null;
    }
}
