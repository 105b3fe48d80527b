using System.Numerics;
using Atlas.Compiler.Interpretation;
using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Soundness.Tests.Models;

namespace Atlas.Soundness.Tests;

/// <summary>
/// The product's prover on generated code against the reference, which shares nothing with it but field, curve, MSM and reference string: same integers, same key, same messages, byte by
/// byte. Equal bytes are equal round polynomials, and, since each challenge hashes all messages before it, equal challenges.
/// </summary>
public class DifferentialTests
{
    public static TheoryData<string> Models => [.. TinyModels.All.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Proof_OfAGeneratedProver_IsTheReferences(string name)
    {
        TinyModel model = TinyModels.Get(name);
        AssertSameProof(model, [1, 2, 3], threads: 1);
        AssertSameProof(model, [], threads: 2);
    }

    [Fact]
    public void Proof_OfMicroGpt_IsTheReferences() => AssertSameProof(SampleModels.MicroGpt, [7], threads: 2);

    [Fact]
    public void Proof_OfMiniGpt_IsTheReferences() => AssertSameProof(SampleModels.MiniGpt, [], threads: 2);

    [Theory]
    [MemberData(nameof(Models))]
    public void Key_OfSetup_IsTheReferences(string name)
    {
        TinyModel model = TinyModels.Get(name);
        Assert.Equal(model.VerifyingKey.Encode(), model.Product.ProvingKey.Verifying.Encode());
    }

    [Fact]
    public void Key_OfMicroGpt_IsTheReferences() =>
        Assert.Equal(SampleModels.MicroGpt.VerifyingKey.Encode(), SampleModels.MicroGpt.Product.ProvingKey.Verifying.Encode());

    [Theory]
    [MemberData(nameof(Models))]
    public void Integers_OfThePlansInterpreter_AreTheReferences(string name) => AssertSameIntegers(TinyModels.Get(name));

    [Fact]
    public void Integers_OfMicroGpt_AreTheReferences() => AssertSameIntegers(SampleModels.MicroGpt);

    private static void AssertSameIntegers(TinyModel model)
    {
        var interpreter = new PlanInterpreter(model.Plan, _ => model.Onnx ?? []);
        IReadOnlyList<IntegerTable> tables = interpreter.Run(ProductVerifier.Integers(model.Honest.Statement.Inputs));
        foreach (PlanTensor tensor in model.Plan.Tensors)
        {
            BigInteger[] reference = model.Honest.Witness[tensor.Id];
            Assert.All(Enumerable.Range(0, reference.Length), cell => Assert.Equal(reference[cell], tables[tensor.Id][cell]));
        }
    }

    private static void AssertSameProof(TinyModel model, byte[] context, int threads)
    {
        ReferenceProof reference = model.Prove(Tamper.None, context: context);
        byte[] expected = model.Product.Assemble(reference.Statement, reference.Body);
        byte[] actual = model.Product.Prove(ProductVerifier.Integers(model.Inputs), context, threads);
        Assert.Equal(expected.Length, actual.Length);
        int at = expected.AsSpan().CommonPrefixLength(actual);
        Assert.True(at == expected.Length, $"{model.Plan.ModelName}: the proofs differ from {MessageAt(reference, at - (expected.Length - reference.Body.Length))} on.");
    }

    /// <summary>Which message holds a byte of the body.</summary>
    private static string MessageAt(ReferenceProof proof, int offset)
    {
        if (offset < 0)
        {
            return "header or outputs";
        }

        int end = 0;
        foreach (LoggedMessage message in proof.Messages)
        {
            end += 32 * (message.Scalars.Length + message.Points.Length);
            if (offset < end)
            {
                return $"{message.Label} ({(end - offset - 1) / 32} values before its end)";
            }
        }

        return "the end";
    }
}
