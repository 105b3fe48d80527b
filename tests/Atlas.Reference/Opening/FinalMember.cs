using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Opening;

/// <summary>weight·Σ U(c,a)·eq(r,e)·P_s, or weight·eq(r,x)·P for a constant, whose table is null.</summary>
public sealed record WeightedClaim(Fr Weight, DigitTable? Table, Fr[] Point);

/// <summary>One polynomial of the final check with the coefficients that fall on it (docs/protocol.md §7).</summary>
public sealed class FinalMember(SiteTable? site, int polynomial, int variables)
{
    public SiteTable? Site => site;

    /// <summary>Index of a committed constant polynomial.</summary>
    public int Polynomial => polynomial;

    public int Variables => variables;

    /// <summary>Weights of the rows of a constant of more than w variables; null otherwise.</summary>
    public Fr[]? RowWeights { get; init; }

    public List<WeightedClaim> Claims { get; } = [];

    /// <summary>{row: commitment}.</summary>
    public required Dictionary<int, G1Affine> Commitments { get; init; }

    /// <summary>α'_s.</summary>
    public Fr Boolean { get; set; }

    /// <summary>Trailing coordinates of s_c and s_e.</summary>
    public Fr[] DigitPoint { get; set; } = [];

    public Fr[] ElementPoint { get; set; } = [];

    /// <summary>
    /// (α_s + α''_s·(1 - Allowed(c,a)))·eq(s_c, c): count and forbidden places as one more digit claim at s_e, over all 2^DigitBits values of c.
    /// </summary>
    public void ClaimCount(Fr count, Fr forbidden)
    {
        Fr[] eq = Mle.EqTable(DigitPoint);
        var table = DigitTable.Create(eq.Length, (c, a) => (site!.Allows(c, a) ? count : count + forbidden) * eq[c]);
        Claims.Add(new WeightedClaim(Fr.One, table, ElementPoint));
    }

    /// <summary>(zero, linear, boolean) with f contributing zero·(linear·f + boolean·(f² - f)) at ρ, given by position from the lowest variable.</summary>
    public (Fr Zero, Fr Linear, Fr Boolean) WeightsAt(Fr[] rho, Fr[] booleanPoint)
    {
        Fr zero = rho[variables..].Aggregate(Fr.One, static (product, r) => product * (Fr.One - r));
        Fr[] own = [.. rho[..variables].Reverse()];
        if (site is null)
        {
            return (zero, Witness.Sum(Claims.Select(claim => claim.Weight * Mle.Eq(claim.Point, own))), Fr.Zero);
        }

        Fr[] c = own[..site.DigitBits], e = own[site.DigitBits..^4], a = own[^4..];
        Fr linear = Witness.Sum(Claims.Select(claim => claim.Weight * claim.Table!.At(c, a) * Mle.Eq(claim.Point, e)));
        return (zero, linear, Boolean * Mle.Eq(DigitPoint, c) * Mle.Eq(ElementPoint, e) * Mle.Eq(booleanPoint, a));
    }

    /// <summary>The linear weights over all cells.</summary>
    public Fr[] LinearTable()
    {
        var table = new Fr[1 << variables];
        foreach (WeightedClaim claim in Claims)
        {
            Fr[] eq = Mle.EqTable(claim.Point);
            for (int i = 0; i < table.Length; i++)
            {
                int element = i / DigitTable.K;
                Fr place = site is null ? Fr.One : claim.Table![element >> site.Shape.Variables, i % DigitTable.K];
                if (!place.IsZero)
                {
                    table[i] += claim.Weight * place * eq[site is null ? i : element & (site.Shape.Size - 1)];
                }
            }
        }

        return table;
    }

    /// <summary>The booleanity weights over all cells.</summary>
    public Fr[] BooleanTable(Fr[] booleanPoint) =>
        site is null ? new Fr[1 << variables] : [.. Mle.EqTable([.. DigitPoint, .. ElementPoint, .. booleanPoint]).Select(weight => Boolean * weight)];
}
