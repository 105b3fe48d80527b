using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A committed constant in the final check: Σ weight·eq(r, x)·f(x). The lowest four variables are bound on sums over the others, Σ_e eq(r_hi, e)·f(e,
/// a), one integer × field product a cell; then one more pass leaves a sixteenth of the cells as field elements. A polynomial of fewer than four
/// variables is padded with zeros, which changes nothing.
/// </summary>
internal sealed class ConstantMember : IMemberProver
{
    private readonly FinalMember _member;
    private readonly Func<ConstantCells> _open;
    private readonly int _length;
    private readonly int _lowVariables;
    private readonly int _highVariables;
    private readonly List<Fr[]> _points = [];
    private readonly LinearPart _linear = new();
    private ConstantCells? _cells;
    private Fr[] _places = [Fr.One];
    private ElementRounds? _elements;
    private Fr _zero = Fr.One;

    /// <param name="member">The polynomial with its claims.</param>
    /// <param name="open">Its cells, made where they are used: combining the rows of a long one takes time.</param>
    /// <param name="length">Its integers.</param>
    /// <param name="lowVariables">Variables that are bound first: four, or all of a final check that has fewer.</param>
    public ConstantMember(FinalMember member, Func<ConstantCells> open, int length, int lowVariables)
    {
        _member = member;
        _open = open;
        _length = length;
        _lowVariables = lowVariables;
        _highVariables = Math.Max(0, member.Variables - lowVariables);
    }

    /// <summary>Nanoseconds, about.</summary>
    public long Work => _length * (4L + (4 * _member.Claims.Count));

    public Fr Final
    {
        get
        {
            OpenElements();
            return _zero * _elements!.Value;
        }
    }

    private int Own => _lowVariables + _highVariables;

    public void Prepare()
    {
        _cells = _open();
        int places = 1 << _lowVariables;
        var groups = new List<Fr[]>();
        foreach (WeightedClaim claim in _member.Claims)
        {
            Fr[] point = [.. Enumerable.Repeat(Fr.Zero, Own - claim.Point.Length), .. claim.Point];
            int known = _points.FindIndex(p => p.AsSpan().SequenceEqual(point.AsSpan(0, _highVariables)));
            if (known < 0)
            {
                known = _points.Count;
                _points.Add(point[.._highVariables]);
                groups.Add(new Fr[places]);
            }

            Kernels.Add(groups[known], groups[known], Multilinear.EqTable(point.AsSpan(_highVariables), claim.Weight));
        }

        for (int p = 0; p < _points.Count; p++)
        {
            using FieldTable eq = EqTables.Rent(_points[p], Fr.One);
            _linear.Add(groups[p], _cells.SumRows(eq.Span, places));
        }
    }

    public void Round(int position, Span<Fr> coefficients)
    {
        if (position < _lowVariables)
        {
            _linear.Round(Fr.One, coefficients);
        }
        else if (position >= Own)
        {
            ForeignRound.Add(_zero.Square() * _linear.Value, Fr.Zero, coefficients);
        }
        else
        {
            OpenElements();
            _elements!.Round(position - _lowVariables, _zero.Square(), Fr.Zero, coefficients);
        }
    }

    public void Bind(int position, Fr r)
    {
        if (position < _lowVariables)
        {
            _linear.Bind(r);
            _places = [.. _places.SelectMany(value => new[] { value - (value * r), value * r })];
        }
        else if (position >= Own)
        {
            _zero *= Fr.One - r;
        }
        else
        {
            _elements!.Bind(position - _lowVariables, r);
        }
    }

    public void Combine(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums) => _cells!.AddRows(rowWeights, start, sums);

    public void Dispose() => _elements?.Dispose();

    private void OpenElements()
    {
        if (_elements is not null)
        {
            return;
        }

        var f = FieldTable.Rent(1 << _highVariables);
        _cells!.BindPlaces(_places, f.Span);
        var claims = new LinearClaim[_points.Count];
        for (int p = 0; p < claims.Length; p++)
        {
            claims[p] = new LinearClaim(_points[p], _linear.WeightOf(p), _linear.SumOf(p));
        }

        _elements = new ElementRounds(f, claims, null);
    }
}
