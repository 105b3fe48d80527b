using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Relations;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Sumcheck;

/// <summary>
/// claim = Σ_{x∈{0,1}^n} summand(x), described so that the prover can compute it and the verifier cannot look into it. A relation yields it, finds
/// <see cref="Point"/> filled in when it goes on, sets <see cref="EndValue"/> and yields it once more.
/// </summary>
public abstract class Sum(string label, Fr claim, int[] degrees)
{
    private Func<Fr[]>? _finals;
    private Fr? _endValue;
    private Point? _point;

    public string Label { get; } = label;

    public Fr Claim { get; private protected set; } = claim;

    /// <summary>Degree in each variable; variable 0, the most significant, is bound first.</summary>
    public int[] Degrees { get; } = degrees;

    /// <summary>Where the sum ended.</summary>
    public Point Point => _point ?? throw new InvalidOperationException($"The sum {Label} has not been run.");

    /// <summary>The summand at <see cref="Point"/>, as the relation computes it from the operands' values.</summary>
    public Fr EndValue
    {
        get => _endValue ?? throw new InvalidOperationException($"The relation {Label} has not given the value of its summand.");
        set => _endValue = value;
    }

    internal void Finish(Point point, Func<Fr[]>? finals)
    {
        _point = point;
        _finals = finals;
    }

    /// <summary>The operands' values at <see cref="Point"/>, as one message.</summary>
    public Fr[] Finals(Channel channel, string label, int count) => channel.Message(label, count, _finals);

    /// <summary>Degrees of <paramref name="count"/> variables, all the same.</summary>
    protected static int[] Same(int degree, int count)
    {
        var degrees = new int[count];
        Array.Fill(degrees, degree);
        return degrees;
    }
}

/// <summary>Σ_x front(x)·t(x); final value: t.</summary>
public sealed class MergeSum(string label, Front front, TensorInfo tensor) : Sum(label, front.Value, Same(2, tensor.Variables))
{
    public Front Front { get; } = front;

    public TensorInfo Tensor { get; } = tensor;
}

/// <summary>Σ_x front(x)·valid(x)·(Σ c_i t_i(x) + const); final values: the t_i.</summary>
public sealed class MaskSum(string label, Front front, Affine relation) : Sum(label, front.Value, Same(3, relation.Output.Variables))
{
    public Front Front { get; } = front;

    public Affine Relation { get; } = relation;
}

/// <summary>
/// Σ_{b,k} factor·front(b)·A(b,k)·B(b,k), the operands' other letters bound at <see cref="Bound"/>; final values: A and B, or A alone for a square.
/// The batch letters come first.
/// </summary>
public sealed class ContractionSum(string label, Front front, Contraction relation, SortedDictionary<char, Point> bound, int[] degrees)
    : Sum(label, front.Value, degrees)
{
    public Front Front { get; } = front;

    public Contraction Relation { get; } = relation;

    /// <summary>Points of the letters that are not summed over by rounds.</summary>
    public SortedDictionary<char, Point> Bound { get; } = bound;
}

/// <summary>Σ_x front(x)·Σ_t k_t Π U(x): final values: the functionals.</summary>
public abstract class DigitProductSum(string label, Fr claim, int degree, Front front, Site site, DigitFunctional[] functionals, Fr eta, bool isProduct)
    : Sum(label, claim, Same(degree, site.Shape.Variables))
{
    public Front Front { get; } = front;

    public Site Site { get; } = site;

    public DigitFunctional[] Functionals { get; } = functionals;

    public Fr Eta { get; } = eta;

    /// <summary>Whether there is one term, the product of all functionals.</summary>
    public bool IsProduct { get; } = isProduct;

    /// <summary>The functionals' values at the end point, as they were sent.</summary>
    public Fr[] FactorValues { get; set; } = [];

    public abstract Fr Evaluate(ReadOnlySpan<Fr> factors);

    /// <summary>Dispatches to the prover's driver, specialised for the emitted sum.</summary>
    public abstract TResult Accept<TResult>(IDigitSumVisitor<TResult> visitor);
}

/// <summary>A driver that is generic over the emitted sum.</summary>
public interface IDigitSumVisitor<TResult>
{
    TResult Visit<TSum>(DigitProductSum<TSum> sum)
        where TSum : IDigitSum;
}

/// <inheritdoc cref="DigitProductSum"/>
public sealed class DigitProductSum<TSum>(string label, Fr claim, Front front, Site site, DigitFunctional[] functionals, Fr eta, int degree, bool isProduct = false)
    : DigitProductSum(label, claim, degree, front, site, functionals, eta, isProduct)
    where TSum : IDigitSum
{
    public override Fr Evaluate(ReadOnlySpan<Fr> factors) => TSum.Evaluate(factors, Eta);

    public override TResult Accept<TResult>(IDigitSumVisitor<TResult> visitor) => visitor.Visit(this);
}

/// <summary>
/// Phase 1 of a table: Σ_k G(k)·Val(k), G(k) = Σ_x front(x)·h(x)·[index(x) = k]; final values: G and Val.
/// </summary>
public sealed class TableSum(string label, Fr claim, Front front, Site site, int[] indexDigits, int window, DigitFunctional[] functionals, TensorInfo values, Func<ReadOnlySpan<Fr>, Fr> tails)
    : Sum(label, claim, Same(2, values.Variables))
{
    public Front Front { get; } = front;

    public Site Site { get; } = site;

    /// <summary>Digits of the index, least significant first.</summary>
    public int[] IndexDigits { get; } = indexDigits;

    /// <summary>Number of leading functionals that are the factors of h.</summary>
    public int Window { get; } = window;

    /// <summary>The fixed functionals: the window's, then the tails'.</summary>
    public DigitFunctional[] Functionals { get; } = functionals;

    public TensorInfo Values { get; } = values;

    /// <summary>The tails at an element, from the fixed functionals.</summary>
    public Func<ReadOnlySpan<Fr>, Fr> Tails { get; } = tails;

    /// <summary>The table has to explain what the tails do not.</summary>
    public void SubtractFromClaim(Fr tails) => Claim -= tails;
}

/// <summary>
/// Σ_{row,j} front(row)·Π_c P_s(c,row,j_c)·(x(row,j) + γ·valid(row,j)); row variables first; final values: the address factors, then x.
/// </summary>
public sealed class RowMaxSum(string label, Fr claim, Front front, RowMax relation, Fr gamma, int[] degrees) : Sum(label, claim, degrees)
{
    public Front Front { get; } = front;

    public RowMax Relation { get; } = relation;

    public Fr Gamma { get; } = gamma;
}

/// <summary>Σ_v Γ(v)·W(v, r_col): Γ is public; final value: W.</summary>
public sealed class GatherSum(string label, Fr claim, Fr[] gamma, TensorInfo table, Point columns) : Sum(label, claim, Same(2, table.Variables - columns.Length))
{
    /// <summary>Γ(v) = Σ_j eq(r_row, j)·[index_j = v].</summary>
    public Fr[] Gamma { get; } = gamma;

    public TensorInfo Table { get; } = table;

    public Point Columns { get; } = columns;
}
