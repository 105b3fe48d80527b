using System.Collections.Immutable;

namespace Atlas.Compiler.Plan;

/// <summary>What a tensor's integers stand for.</summary>
public enum TensorKind
{
    Real,
    Index,
    Boolean,
}

/// <summary>
/// A tensor of the plan; its id is its position. real ≈ integer · 2^-ScaleBits.
/// <paramref name="Range"/> is a theorem about the true value for every allowed input; <paramref name="Capacity"/> is the interval that a dishonest witness can
/// reach, given only the digits' capacities (docs/protocol.md §9).
/// </summary>
public sealed record PlanTensor(int Id, string Name, TensorShape Shape, TensorKind Kind, int ScaleBits, Interval Range, Interval Capacity);

/// <summary>A site: D digits of every valid element of a shape, committed as one polynomial P_s(c, e, a).</summary>
public sealed record PlanSite(int Id, string Name, TensorShape Shape, DigitLayout Layout)
{
    /// <summary>Variables of c.</summary>
    public int DigitBits => PlanMath.AxisBits(Layout.Count);

    public int Variables => DigitBits + Shape.Variables + DigitLayout.Kappa;

    /// <summary>One-hot ones.</summary>
    public long Ones => Shape.Elements * Layout.Count;
}

/// <summary>A committed constant (weight, bias, lookup table). <paramref name="Recipe"/> gives its integers from the ONNX file's bytes or from a formula.</summary>
public sealed record PlanConstant(int Tensor, ConstantRecipe Recipe, bool IsTable);

/// <summary>A public input or output tensor. Indices in [-Size, 0) of an index input count from the end and are normalised before hashing.</summary>
public sealed record PlanPort(int Tensor, string Name, string ElementType);

/// <summary>The proof plan: the single description from which prover, verifier and forward pass are emitted.</summary>
public sealed record ProofPlan(
    string ModelName,
    string ModelDigest,
    long Opset,
    PlanOptions Options,
    ImmutableArray<PlanTensor> Tensors,
    ImmutableArray<PlanPort> Inputs,
    ImmutableArray<PlanPort> Outputs,
    ImmutableArray<PlanConstant> Constants,
    ImmutableArray<PlanSite> Sites,
    ImmutableArray<PlanNode> Nodes,
    ImmutableArray<ImmutableArray<int>> Levels,
    CommitmentLayout Commitments,
    CostReport Cost)
{
    /// <summary>SHA-256 of the canonical encoding.</summary>
    public string Digest => PlanEncoding.Digest(this);
}
