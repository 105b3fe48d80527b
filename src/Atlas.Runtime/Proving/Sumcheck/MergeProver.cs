using Atlas.Runtime.Fields;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// Σ_x Σ_i α^i eq(r_i, x)·t(x) for a tensor of integers, in two halves of the variables. While the leading half is open, the trailing half of t is bound at each r_i; then the
/// leading half of t is bound at the challenges. So the tensor is read once a claim and once more, integer × field, and no round sees more than a table of square-root size.
/// </summary>
internal sealed class MergeProver : SumProver
{
    private readonly MergeSum _sum;
    private readonly IntegerTensor _tensor;
    private readonly int _leading;
    private readonly List<Fr> _challenges = [];

    /// <summary>Factors of the sum: one pair a claim, α^i·eq(r_i, ·) and t bound at r_i, then one for all.</summary>
    private List<(FieldTable Weight, FieldTable Value)> _pairs = [];

    public MergeProver(MergeSum sum, IntegerTensor tensor, int threads)
        : base(threads)
    {
        _sum = sum;
        _tensor = tensor;
        _leading = tensor.Info.Variables / 2;
        foreach ((Fr weight, Point point) in sum.Front.Parts)
        {
            FieldTable eq = FieldTable.Rent(1 << _leading), value = FieldTable.Rent(1 << _leading);
            Multilinear.EqTable(point.Coordinates[.._leading], weight, eq.Span);
            tensor.BindTrailing(point.Coordinates[_leading..], value.Memory, threads);
            _pairs.Add((eq, value));
        }

        OpenTrailing();
    }

    public override void Round(Fr claim, Span<Fr> coefficients)
    {
        foreach ((FieldTable weight, FieldTable value) in _pairs)
        {
            QuadraticRound sums = Kernels.QuadraticSums(weight.Halves, value.Halves);
            coefficients[0] += sums.Constant;
            coefficients[2] += sums.Leading;
        }

        coefficients[1] = claim - coefficients[0].Double() - coefficients[2];
    }

    public override void Bind(Fr challenge)
    {
        _challenges.Add(challenge);
        foreach ((FieldTable weight, FieldTable value) in _pairs)
        {
            weight.Bind(challenge, Threads);
            value.Bind(challenge, Threads);
        }

        OpenTrailing();
    }

    public override Fr[] Finals() => [_pairs[0].Value[0]];

    public override void Dispose()
    {
        foreach ((FieldTable weight, FieldTable value) in _pairs)
        {
            weight.Dispose();
            value.Dispose();
        }
    }

    /// <summary>Once the leading half is bound: Σ_i (α^i·eq of the leading half)·eq(r_i, ·) against t bound at the challenges.</summary>
    private void OpenTrailing()
    {
        if (_challenges.Count != _leading)
        {
            return;
        }

        int size = _tensor.Info.PaddedSize >> _leading;
        FieldTable weight = FieldTable.Zeros(size), value = FieldTable.Rent(size);
        for (int i = 0; i < _pairs.Count; i++)
        {
            Fr[] eq = Multilinear.EqTable(_sum.Front.Parts[i].Point.Coordinates[_leading..], _pairs[i].Weight[0]);
            Kernels.Add(weight.Span, weight.Span, eq);
        }

        _tensor.BindLeading(_challenges.ToArray(), value.Memory, Threads);
        Dispose();
        _pairs = [(weight, value)];
    }
}
