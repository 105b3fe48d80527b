using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Polynomials;

namespace Atlas.Runtime.FinalCheck;

/// <summary>A claim of the final check: weight·Σ U(c,a)·eq(r,e)·P_s, or weight·eq(r,x)·P for a constant, where <paramref name="Functional"/> is null.</summary>
public readonly record struct WeightedClaim(Fr Weight, DigitFunctional? Functional, Fr[] Point);

/// <summary>The weights of a member at the end of the final check: f contributes Zero·(Linear·f + Boolean·(f² - f)).</summary>
public readonly record struct EndWeights(Fr Zero, Fr Linear, Fr Boolean);

/// <summary>One polynomial of the final check, with the coefficients that fall on it (docs/protocol.md §7).</summary>
public sealed class FinalMember
{
    internal FinalMember(string name, int variables, Site? site, int siteIndex, int polynomial, Fr[]? rowPoint)
    {
        Name = name;
        Variables = variables;
        Site = site;
        SiteIndex = siteIndex;
        Polynomial = polynomial;
        RowPoint = rowPoint;
    }

    public string Name { get; }

    /// <summary>Variables of the polynomial; above them it is zero.</summary>
    public int Variables { get; }

    /// <summary>The site, or null for a committed constant.</summary>
    public Site? Site { get; }

    /// <summary>Position in the model's list of site commitments; -1 for a constant.</summary>
    public int SiteIndex { get; }

    /// <summary>Index of the committed constant polynomial; -1 for a site.</summary>
    public int Polynomial { get; }

    /// <summary>For a constant of more than w variables: the leading coordinates of its one claim; its rows are combined by eq(RowPoint, ·).</summary>
    public Fr[]? RowPoint { get; }

    public List<WeightedClaim> Claims { get; } = [];

    /// <summary>α_s: each (c, e) has valid(e) ones.</summary>
    public Fr CountWeight { get; internal set; }

    /// <summary>α''_s: no one at a forbidden place.</summary>
    public Fr ForbiddenWeight { get; internal set; }

    /// <summary>α'_s: booleanity.</summary>
    public Fr BooleanWeight { get; internal set; }

    /// <summary>Trailing coordinates of s_c and s_e.</summary>
    public Fr[] DigitPoint { get; internal set; } = [];

    public Fr[] ElementPoint { get; internal set; } = [];

    /// <summary>V_s(c,a) = (α_s + α''_s·(1 - Allowed(c,a)))·eq(s_c, c) over 2^DigitBits · 16 places: with r = s_e, one more digit claim.</summary>
    public Fr[] CountTable()
    {
        Site site = Site!;
        Fr[] digits = Multilinear.EqTable(DigitPoint);
        var table = new Fr[digits.Length * Site.K];
        for (int c = 0; c < digits.Length; c++)
        {
            Fr allowed = CountWeight * digits[c], forbidden = (CountWeight + ForbiddenWeight) * digits[c];
            for (int a = 0; a < Site.K; a++)
            {
                table[(c * Site.K) + a] = site.Allows(c, a) ? allowed : forbidden;
            }
        }

        return table;
    }

    /// <summary>The weights at ρ, given by position from the lowest variable.</summary>
    internal EndWeights WeightsAt(ReadOnlySpan<Fr> rho, ReadOnlySpan<Fr> booleanPoint)
    {
        Fr zero = Fr.One;
        foreach (Fr high in rho[Variables..])
        {
            zero *= Fr.One - high;
        }

        if (Site is null)
        {
            Fr[] x = BigEndian(rho[..Variables]);
            Fr linear = Fr.Zero;
            foreach (WeightedClaim claim in Claims)
            {
                linear += claim.Weight * Multilinear.Eq(claim.Point, x);
            }

            return new EndWeights(zero, linear, Fr.Zero);
        }

        int n = Site.Shape.Variables;
        Fr[] a = BigEndian(rho[..Site.Kappa]), e = BigEndian(rho.Slice(Site.Kappa, n)), c = BigEndian(rho[(Site.Kappa + n)..Variables]);
        Fr[] places = Multilinear.EqTable([.. c, .. a]);
        Fr atElement = Multilinear.Eq(ElementPoint, e);
        Fr sum = Kernels.InnerProduct(CountTable(), places) * atElement;
        foreach (WeightedClaim claim in Claims)
        {
            DigitFunctional functional = claim.Functional!;
            Range used = (functional.FirstDigit * Site.K)..(functional.EndDigit * Site.K);
            sum += claim.Weight * Kernels.InnerProduct(functional.Table[used], places.AsSpan(used)) * Multilinear.Eq(claim.Point, e);
        }

        return new EndWeights(zero, sum, BooleanWeight * Multilinear.Eq(DigitPoint, c) * atElement * Multilinear.Eq(booleanPoint, a));
    }

    private static Fr[] BigEndian(ReadOnlySpan<Fr> byPosition)
    {
        Fr[] reversed = byPosition.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }
}
