using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Proving;

namespace Atlas.Runtime.Tests.Proving;

/// <summary>The slow, obvious prover of one polynomial of the final check: P, its linear and its booleanity weights as tables over all variables of the check, zero above the polynomial's own.</summary>
internal sealed class DenseMember : IMemberProver
{
    private readonly Fr[] _original;
    private readonly int _width;
    private readonly int[]? _rows;
    private readonly bool _isCombined;
    private readonly Fr[] _f, _linear, _boolean;
    private int _bound;

    public DenseMember(FinalMember member, FinalCheckStatement statement, Fr[] cells, int width, int[]? rows = null)
    {
        int size = 1 << statement.Variables, own = 1 << member.Variables;
        _original = cells;
        _width = width;
        _rows = rows;
        _isCombined = member.RowPoint is not null;
        _f = [.. cells, .. new Fr[size - cells.Length]];
        _linear = new Fr[size];
        _boolean = new Fr[size];
        if (member.Site is not { } site)
        {
            foreach (WeightedClaim claim in member.Claims)
            {
                AddTo(_linear, Multilinear.EqTable(claim.Point, claim.Weight));
            }

            return;
        }

        foreach (WeightedClaim claim in member.Claims)
        {
            AddPlaces(claim.Functional!.Table, Multilinear.EqTable(claim.Point, claim.Weight));
        }

        AddPlaces(member.CountTable(), Multilinear.EqTable(member.ElementPoint));
        AddTo(_boolean, Multilinear.EqTable([.. member.DigitPoint, .. member.ElementPoint, .. statement.BooleanPoint], member.BooleanWeight));
        Assert.Equal(own, cells.Length);
    }

    public long Work => _f.Length;

    public Fr Final => _f[0];

    /// <summary>P_s as a table: one cell a digit.</summary>
    public static Fr[] Cells(SiteDigits digits)
    {
        var cells = new Fr[1 << digits.Site.Variables];
        for (int c = 0; c < digits.Site.Count; c++)
        {
            for (int e = 0; e < digits.Size; e++)
            {
                if (SiteDigits.IsDigit(digits[c][e]))
                {
                    cells[(((c * digits.Size) + e) * Site.K) + digits[c][e]] = Fr.One;
                }
            }
        }

        return cells;
    }

    public void Prepare()
    {
    }

    public void Round(int position, Span<Fr> coefficients)
    {
        var values = new Fr[4];
        foreach ((int low, int high) in Pairs(position))
        {
            for (int t = 0; t < values.Length; t++)
            {
                Fr at = Fr.FromInt64(t), f = Line(_f, low, high, at);
                values[t] += (Line(_linear, low, high, at) * f) + (Line(_boolean, low, high, at) * ((f * f) - f));
            }
        }

        Kernels.Add(coefficients, coefficients, RoundPolynomial.Interpolate(values));
    }

    public void Bind(int position, Fr r)
    {
        foreach (Fr[] table in new[] { _f, _linear, _boolean })
        {
            foreach ((int low, int high) in Pairs(position))
            {
                (table[low], table[high]) = (Line(table, low, high, r), Fr.Zero);
            }
        }

        _bound |= 1 << position;
    }

    public void Combine(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums)
    {
        for (int i = 0; i < _original.Length; i++)
        {
            int cell = (i % _width) - start;
            if (cell >= 0 && cell < sums.Length)
            {
                // The rows of a long constant are combined already: its weights are multiples of the same eq, which sums to one.
                Fr weight = _isCombined ? rowWeights.ToArray().Aggregate(static (sum, w) => sum + w) : WeightOf(i / _width, rowWeights);
                Fr value = weight * _original[i];
                sums[cell].Add(in value);
            }
        }
    }

    public void Dispose()
    {
    }

    /// <summary>A row that is not sent has no valid cell.</summary>
    private Fr WeightOf(int row, ReadOnlySpan<Fr> rowWeights)
    {
        int at = _rows is null ? row : Array.IndexOf(_rows, row);
        return at < 0 || at >= rowWeights.Length ? Fr.Zero : rowWeights[at];
    }

    /// <summary>Cells that differ in one variable, those bound before at zero.</summary>
    private IEnumerable<(int Low, int High)> Pairs(int position) =>
        Enumerable.Range(0, _f.Length).Where(x => (x & _bound) == 0 && ((x >> position) & 1) == 0).Select(x => (x, x | (1 << position)));

    private static Fr Line(Fr[] table, int low, int high, Fr t) => table[low] + (t * (table[high] - table[low]));

    private static void AddTo(Fr[] table, Fr[] values) => Kernels.Add(table.AsSpan(0, values.Length), table.AsSpan(0, values.Length), values);

    private void AddPlaces(ReadOnlySpan<Fr> places, Fr[] elements)
    {
        for (int i = 0; i < places.Length; i++)
        {
            for (int e = 0; e < elements.Length; e++)
            {
                _linear[((((i / Site.K) * elements.Length) + e) * Site.K) + (i % Site.K)] += places[i] * elements[e];
            }
        }
    }
}
