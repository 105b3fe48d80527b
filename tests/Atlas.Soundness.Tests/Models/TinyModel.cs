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

    public TinyModel(ProofPlan plan, IReadOnlyDictionary<int, BigInteger[]> inputs, Func<PlanConstant, long[]>? constants = null, Srs? srs = null)
    {
        Plan = plan;
        Inputs = inputs;
        Constants = constants ?? (static constant => constant.Recipe.Evaluate(static _ => throw new InvalidOperationException("A tiny model has no file.")));
        Reference = new ReferenceModel(plan, Constants);
        Public = new ReferenceModel(plan, null);
        Srs used = srs ?? Development;
        G1Affine[][] polynomials = ReferenceKey.Commit(Reference, used);
        VerifyingKey = new VerifyingKey(plan.ModelName, Convert.FromHexString(plan.Digest), Reference.LogWidth, used.Kind, used.TauG2, polynomials);
        Key = new ReferenceKey(polynomials, ProofStatement.ProtocolVersion.ToArray(), VerifyingKey.Digest.ToArray(), used);
        _honest = new Lazy<ReferenceProof>(() => Prove(Tamper.None));
    }

    public ProofPlan Plan { get; }

    public IReadOnlyDictionary<int, BigInteger[]> Inputs { get; }

    public Func<PlanConstant, long[]> Constants { get; }

    /// <summary>With the integers of the constants: the prover's.</summary>
    public ReferenceModel Reference { get; }

    /// <summary>Without them: the verifier's.</summary>
    public ReferenceModel Public { get; }

    public ReferenceKey Key { get; }

    public VerifyingKey VerifyingKey { get; }

    public ReferenceProof Honest => _honest.Value;

    public ReferenceProof Prove(Tamper tamper, IReadOnlyDictionary<int, BigInteger[]>? claimedOutputs = null, byte[]? context = null, ReferenceTranscript? transcript = null) =>
        ReferenceProver.Prove(Reference, Key, Inputs, context, tamper, claimedOutputs, transcript);

    /// <summary>The tensor with this name in the plan.</summary>
    public int Tensor(string name) => Plan.Tensors.Single(t => t.Name == name).Id;

    public SiteTable Site(string name) => Reference.Sites[Plan.Sites.Single(s => s.Name == name).Id];
}
