using System.Collections.Immutable;
using System.Numerics;

namespace Atlas.Compiler.Plan;

/// <summary>
/// One relation of the plan. <paramref name="Output"/>: the tensor that it defines. <paramref name="Origin"/>: ONNX nodes that it comes from, for comments and errors.
/// </summary>
public abstract record PlanNode(int Output, string Origin)
{
    /// <summary>Tensors that the node reads, in the order of its operands.</summary>
    public abstract ImmutableArray<int> Operands { get; }

    /// <summary>A constraint: stays although nobody reads its output.</summary>
    public virtual bool Required => false;
}

/// <summary>
/// Transpose, aligned reshape, aligned slice, squeeze, expand along a full axis: in(y) = out(x) where coordinate i of y is
/// x[Coordinates[i]], or the constant 0 (<see cref="ConstantZero"/>) or 1 (<see cref="ConstantOne"/>). No message.
/// </summary>
public sealed record LayoutNode(int Output, string Origin, int Source, ImmutableArray<int> Coordinates) : PlanNode(Output, Origin)
{
    public const int ConstantZero = -1, ConstantOne = -2;

    public override ImmutableArray<int> Operands => [Source];
}

/// <summary>Sum over the last axis: evaluation at one half. No message.</summary>
public sealed record SumAxisNode(int Output, string Origin, int Source) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Source];
}

/// <summary>A term coefficient·tensor of an affine node; axis k of the tensor is axis Axes[k] of the output, the other axes are broadcast.</summary>
public sealed record AffineTerm(BigInteger Coefficient, int Tensor, ImmutableArray<int> Axes);

/// <summary>
/// out = Σ c_i t_i + constant on the true shape. <paramref name="Masked"/>: the operands are not zero outside the output's shape, so one
/// sumcheck with the shape's indicator is needed (docs/protocol.md §6.2).
/// </summary>
public sealed record AffineNode(int Output, string Origin, ImmutableArray<AffineTerm> Terms, BigInteger Constant, bool Masked) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [.. Terms.Select(static t => t.Tensor)];
}

/// <summary>
/// out = Σ left·right for an index pattern such as "bik,bjk->bij": one letter an axis. Letters in both operands and the output are batch letters,
/// letters in both operands only are contracted, letters in one operand only and not in the output are summed (docs/protocol.md §6.3, §6.4).
/// </summary>
public sealed record ContractionNode(int Output, string Origin, int Left, int Right, string Pattern) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Left, Right];

    /// <summary>The same tensor with the same letters twice: the sumcheck ends in one claim.</summary>
    public bool Square => Left == Right && Pattern.Substring(0, Pattern.IndexOf(',')) == Pattern.Substring(Pattern.IndexOf(',') + 1, Pattern.IndexOf('-') - Pattern.IndexOf(',') - 1);
}

/// <summary>How the integer of an advice site is computed by an honest prover.</summary>
public enum AdviceKind
{
    /// <summary>floor(a / b), operands a, b.</summary>
    Quotient,

    /// <summary>floor(sqrt(C / q)), operand q; C is <see cref="Advice.Constant"/>.</summary>
    InverseSquareRoot,

    /// <summary>Lowest column that attains the row's maximum, operand x; the columns are those of <see cref="Advice.Region"/>.</summary>
    ArgMax,
}

/// <summary>Advice: the digits define the tensor, nothing links them.</summary>
public sealed record Advice(AdviceKind Kind, ImmutableArray<int> Reads, BigInteger Constant, TensorShape? Region);

/// <summary>
/// A site whose output is linear in its digits: out = Σ U(c,a)·P_s - Offset·valid. Requantisation: U = Output(1, 0), Offset = β'. Comparison: U a test.
/// <paramref name="Accumulator"/> null: advice. <paramref name="IsConstraint"/>: the site is there for its range only.
/// </summary>
public sealed record DigitSiteNode(
    int Output, string Origin, int Site, int? Accumulator, Advice? Advice, DigitFunctional Functional, BigInteger Offset, bool IsConstraint) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => Accumulator is { } acc ? [acc] : Advice!.Reads;

    public override bool Required => IsConstraint;
}

/// <summary>out = Σ_t k_t·Π U: ReLU, absolute value, clamp (docs/protocol.md §6.6).</summary>
public sealed record GateNode(int Output, string Origin, int Site, int Accumulator, DigitSum Sum) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Accumulator];
}

/// <summary>
/// Fused activation: out = h·Val(index) + tails (docs/protocol.md §6.7). The site's segments are (S, W, above); the index is the digits of the second segment.
/// <paramref name="Window"/>: the factors of h, empty if no digit lies above the index. <paramref name="Table"/>: the constant tensor of 2^W values.
/// </summary>
public sealed record TableNode(
    int Output, string Origin, int Site, int Accumulator, int Table, ImmutableArray<TestFunctional> Window, DigitSum Tails) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Accumulator, Table];
}

/// <summary>
/// m[row] = x(row, j*(row)) at a valid column of <paramref name="Region"/>; that m is an upper bound is another site's link (docs/protocol.md §6.8).
/// <paramref name="Index"/>: the advice tensor of the columns, whose site is <paramref name="IndexSite"/>.
/// </summary>
public sealed record RowMaxNode(int Output, string Origin, int Source, TensorShape Region, int Index, int IndexSite) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Source, Index];
}

/// <summary>out[rows..., columns...] = table[index[rows...], columns...] with public indices (docs/protocol.md §6.10).</summary>
public sealed record GatherNode(int Output, string Origin, int Indices, int Table) : PlanNode(Output, Origin)
{
    public override ImmutableArray<int> Operands => [Indices, Table];
}
