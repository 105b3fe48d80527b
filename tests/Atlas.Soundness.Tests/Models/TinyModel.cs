using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference;
using Atlas.Reference.Channels;
using Atlas.Runtime.Commitments;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Keys;
using Atlas.Runtime.Model;

namespace Atlas.Soundness.Tests.Models;

/// <summary>A plan with inputs and its key; proofs come from the reference prover, honest or lying.</summary>
internal sealed class TinyModel
{
    private static readonly Srs Development = Srs.CreateInsecureForDevelopment(12, 7);
    private readonly Lazy<ReferenceProof> _honest;
    private readonly Lazy<ProductVerifier> _product;

    public TinyModel(ProofPlan plan, BigInteger[][] inputs, Func<PlanConstant, long[]>? constants = null, Srs? srs = null, byte[]? onnx = null)
    {
        Plan = plan;
        Onnx = onnx;
        Inputs = inputs;
        Constants = constants ?? (static constant => constant.Recipe.Evaluate(static _ => throw new InvalidOperationException("A tiny model has no file.")));
        Reference = new ReferenceModel(plan, Constants);
        Public = new ReferenceModel(plan, null);
        Srs used = srs ?? Development;
        G1Affine[][] polynomials = ReferenceKey.Commit(Reference, used);
        VerifyingKey = new VerifyingKey(plan.ModelName, Convert.FromHexString(plan.Digest), Reference.LogWidth, used.Kind, used.TauG2, polynomials);
        Key = new ReferenceKey(polynomials, ProofStatement.ProtocolVersion.ToArray(), VerifyingKey.Digest.ToArray(), used);
        _product = new Lazy<ProductVerifier>(() => new ProductVerifier(plan, VerifyingKey, used, onnx));
        _honest = new Lazy<ReferenceProof>(() => Prove(Tamper.None));
    }

    public ProofPlan Plan { get; }

    /// <summary>The file that the constants come from; null for a hand-made plan.</summary>
    public byte[]? Onnx { get; }

    public BigInteger[][] Inputs { get; }

    public Func<PlanConstant, long[]> Constants { get; }

    /// <summary>With the integers of the constants: the prover's.</summary>
    public ReferenceModel Reference { get; }

    /// <summary>Without them: the verifier's.</summary>
    public ReferenceModel Public { get; }

    public ReferenceKey Key { get; }

    public VerifyingKey VerifyingKey { get; }

    /// <summary>The generated prover and verifier.</summary>
    public ProductVerifier Product => _product.Value;

    public ReferenceProof Honest => _honest.Value;

    public ReferenceProof Prove(Tamper tamper, BigInteger[][]? claimedOutputs = null, byte[]? context = null, ReferenceTranscript? transcript = null) =>
        ReferenceProver.Prove(Reference, Key, Inputs, context, tamper, claimedOutputs, transcript);

    /// <summary>The tensor with this name in the plan.</summary>
    public int Tensor(string name) => Plan.Tensors.Single(t => t.Name == name).Id;

    public SiteTable Site(string name) => Reference.Sites[Plan.Sites.Single(s => s.Name == name).Id];
}
