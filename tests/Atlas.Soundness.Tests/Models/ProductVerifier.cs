using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Runtime;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;
using Atlas.Runtime.Proving;
using Atlas.Verifying;

namespace Atlas.Soundness.Tests.Models;

/// <summary>The product's own prover and verifier of a tiny model, on generated code; the verifier sees bytes only.</summary>
internal sealed class ProductVerifier
{
    private static readonly VerifierOptions Tests = new() { AcceptInsecureDevelopmentKey = true };
    private readonly ProofPlan _plan;
    private readonly CompiledPlan _compiled;
    private readonly Lazy<ProvingKey> _provingKey;
    private readonly ModelVerifier _verifier;

    public ProductVerifier(ProofPlan plan, VerifyingKey key, Srs srs, byte[]? onnx)
    {
        _plan = plan;
        _compiled = CompiledPlan.Of(plan, onnx);
        _provingKey = new Lazy<ProvingKey>(() => ProvingKey.Setup(_compiled.Provable, srs));

        // as a relying party has it: from the key's bytes
        _verifier = new ModelVerifier(_compiled.Public, VerifyingKey.Decode(key.Encode()), Tests);
    }

    public CompiledModel Model => _compiled.Public;

    public ProvingKey ProvingKey => _provingKey.Value;

    /// <summary>A proof file from the messages of the reference prover.</summary>
    public byte[] Assemble(ReferenceStatement statement, byte[] body, ReadOnlySpan<byte> keyDigest) =>
        ReferenceProofFile.Write(_plan, keyDigest, Integers(statement.Outputs), body);

    public byte[] Assemble(ReferenceStatement statement, byte[] body) => Assemble(statement, body, _verifier.Key.Digest);

    /// <summary>Why the proof is rejected, or null. Inputs that the verifier does not take at all are an exception of its own type.</summary>
    public string? Verify(byte[] proof, ReferenceStatement statement)
    {
        try
        {
            return Verify(proof, Integers(statement.Inputs), statement.Context)?.ToString();
        }
        catch (AtlasInputException exception)
        {
            return exception.Message;
        }
    }

    public Rejection? Verify(ReadOnlySpan<byte> proof, long[][] inputs, ReadOnlySpan<byte> context = default) => _verifier.Verify(proof, inputs, context).Rejection;

    public byte[] Prove(long[][] inputs, ReadOnlySpan<byte> context, int threads)
    {
        using var engine = new ProverEngine(_compiled.Provable, ProvingKey, new ProverOptions { Threads = threads });
        return engine.Prove(inputs, context).Bytes;
    }

    /// <summary>The statement's tensors as the product takes them.</summary>
    public static long[][] Integers(BigInteger[][] tensors) =>
        [.. tensors.Select(static tensor => tensor.Select(static v => (long)BigInteger.Max(long.MinValue, BigInteger.Min(long.MaxValue, v))).ToArray())];
}
