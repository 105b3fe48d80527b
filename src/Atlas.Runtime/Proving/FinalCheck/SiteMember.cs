using System.Runtime.Intrinsics;
using Atlas.Runtime.Fields;
using Atlas.Runtime.FinalCheck;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Proving;

/// <summary>
/// A site's one-hot polynomial P(c, e, a) in the final check. Places a are bound on bucket sums, digits c on sums over pairs of digits, elements e on
/// vectors of 2^n values (docs/protocol.md §7); no table of P is ever made.
/// </summary>
internal sealed class SiteMember : IMemberProver
{
    private readonly FinalMember _member;
    private readonly SiteDigits _digits;
    private readonly SiteCommitment _commitment;
    private readonly int _logWidth;
    private readonly ElementWeights _weights;
    private readonly Fr[] _placePoint;
    private readonly int _elementVariables;
    private readonly List<Fr[]> _points = [];
    private readonly LinearPart _linear = new();
    private BooleanPart? _boolean;
    private ElementRounds? _elements;
    private bool _placesBound;
    private Fr _zero = Fr.One;

    public SiteMember(FinalMember member, SiteDigits digits, SiteCommitment commitment, int logWidth, ElementWeights weights, Fr[] placePoint)
    {
        _member = member;
        _digits = digits;
        _commitment = commitment;
        _logWidth = logWidth;
        _weights = weights;
        _placePoint = placePoint;
        _elementVariables = digits.Site.Shape.Variables;
    }

    /// <summary>Nanoseconds, about: products an element, look-ups and bucket additions a digit, additions a pair of digits, and what every site costs.</summary>
    public long Work => (long)_digits.Size * (60 + (3 * Site.Count) + (Site.Count * Site.Count / 4)) + 60_000;

    public Fr Final
    {
        get
        {
            OpenElements();
            return _zero * _elements!.Value;
        }
    }

    private Site Site => _digits.Site;

    private int Slots => 1 << Site.DigitBits;

    private BooleanPart Boolean => _boolean!;

    /// <summary>Bucket sums for every distinct point of the claims, and for s_e.</summary>
    public void Prepare()
    {
        var groups = new List<Fr[]>();
        foreach (WeightedClaim claim in _member.Claims)
        {
            int point = _points.FindIndex(p => p.AsSpan().SequenceEqual(claim.Point));
            if (point < 0)
            {
                point = _points.Count;
                _points.Add(claim.Point);
                groups.Add(new Fr[Site.K * Slots]);
            }

            AddWeights(claim.Functional!, claim.Weight, groups[point]);
        }

        for (int p = 0; p < _points.Count; p++)
        {
            using FieldTable eq = EqTables.Rent(_points[p], Fr.One);
            _linear.Add(groups[p], DigitPairs.Counts(_digits, eq.Span, Slots));
        }

        _linear.Add(Transposed(_member.CountTable()), DigitPairs.Counts(_digits, _weights.Table(_elementVariables), Slots));
        _boolean = new BooleanPart(_digits, _member.DigitPoint, _placePoint, _member.BooleanWeight, _linear.LastSums);
    }

    public void Round(int position, Span<Fr> coefficients)
    {
        Fr square = _zero.Square(), cube = square * _zero;
        if (position < Site.Kappa)
        {
            _linear.Round(Fr.One, coefficients);
            Boolean.RoundPlace(position, coefficients);
            return;
        }

        OpenDigits();
        if (position >= _member.Variables)
        {
            (Fr squares, Fr values) = Boolean.Totals();
            ForeignRound.Add(square * (_linear.Value - values), cube * squares, coefficients);
        }
        else if (position >= Site.Kappa + _elementVariables)
        {
            // P² carries one factor more of the variables above the polynomial than P, and so does its weight.
            _linear.Round(square, coefficients);
            Boolean.RoundDigit(_member.Variables - 1 - position, square, cube, _weights.Table(_elementVariables), coefficients);
        }
        else
        {
            OpenElements();
            _elements!.Round(position - Site.Kappa, square, cube, coefficients);
        }
    }

    public void Bind(int position, Fr r)
    {
        if (position < Site.Kappa)
        {
            _linear.Bind(r);
            Boolean.BindPlace(position, r);
        }
        else if (position >= _member.Variables)
        {
            _zero *= Fr.One - r;
        }
        else if (position >= Site.Kappa + _elementVariables)
        {
            _linear.Bind(r);
            Boolean.BindDigit(_member.Variables - 1 - position, r);
        }
        else
        {
            _elements!.Bind(position - Site.Kappa, r);
        }
    }

    public void Combine(ReadOnlySpan<Fr> rowWeights, int start, Span<WideSum> sums)
    {
        // Rows are cut from the places of (c, e), in the order of the digits' bytes.
        ReadOnlySpan<byte> digits = _digits.All;
        for (int i = 0; i < rowWeights.Length; i++)
        {
            long first = ((long)_commitment.Rows[i] << (_logWidth - Site.Kappa)) + (start >> Site.Kappa);
            if (first < digits.Length)
            {
                int count = Math.Min(sums.Length >> Site.Kappa, digits.Length - (int)first);
                AddRun(digits.Slice((int)first, count), in rowWeights[i], sums);
            }
        }
    }

    public void Dispose() => _elements?.Dispose();

    private static void AddRun(ReadOnlySpan<byte> digits, in Fr weight, Span<WideSum> sums)
    {
        Vector512<ulong> widened = WideSum.Widen(in weight);
        for (int e = 0; e < digits.Length; e++)
        {
            if (SiteDigits.IsDigit(digits[e]))
            {
                sums[(e << Site.Kappa) + digits[e]].Add(widened);
            }
        }
    }

    /// <summary>Adds weight·U, a functional's values digit-major, at index (a, c).</summary>
    private void AddWeights(DigitFunctional functional, Fr weight, Fr[] places)
    {
        int first = functional.FirstDigit;
        ReadOnlySpan<Fr> table = functional.Table[(first * Site.K)..(functional.EndDigit * Site.K)];
        Span<Fr> weighted = stackalloc Fr[table.Length];
        Kernels.MultiplyScalar(weighted, table, weight);
        for (int i = 0; i < weighted.Length; i++)
        {
            places[((i % Site.K) * Slots) + first + (i / Site.K)] += weighted[i];
        }
    }

    /// <summary>A table of all slots of digits, given digit-major, at index (a, c).</summary>
    private Fr[] Transposed(Fr[] table)
    {
        var places = new Fr[table.Length];
        for (int i = 0; i < table.Length; i++)
        {
            places[((i % Site.K) * Slots) + (i / Site.K)] = table[i];
        }

        return places;
    }

    private void OpenDigits()
    {
        if (!_placesBound)
        {
            _placesBound = true;
            Boolean.OpenDigits(_weights.Table(_elementVariables), _linear.LastSums);
        }
    }

    /// <summary>With a and c bound: f(e) = Σ_c eq(ρ_c, c)·E[d_c(e)], and the claims on it, of which -P of the booleanity is one.</summary>
    private void OpenElements()
    {
        if (_elements is not null)
        {
            return;
        }

        OpenDigits();
        FieldTable f = FieldTable.Rent(_digits.Size);
        Boolean.Tables(0, 1).Sum(0, f.Span);
        var claims = new LinearClaim[_points.Count];
        for (int p = 0; p < claims.Length; p++)
        {
            claims[p] = new LinearClaim(_points[p], _linear.WeightOf(p), _linear.SumOf(p));
        }

        Fr linearWeight = _linear.WeightOf(claims.Length) - Boolean.Scale;
        var squares = new SquareClaim(_weights, Boolean.Scale, Boolean.SquareSum, linearWeight, _linear.SumOf(claims.Length));
        _elements = new ElementRounds(f, claims, squares);
    }
}
