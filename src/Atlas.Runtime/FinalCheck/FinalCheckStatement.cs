using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Model;
using Atlas.Runtime.Polynomials;
using Atlas.Runtime.Sumcheck;

namespace Atlas.Runtime.FinalCheck;

/// <summary>A claim on a committed constant polynomial.</summary>
public readonly record struct ConstantClaim(int Polynomial, Fr[] Point, Fr Value);

/// <summary>
/// All digit claims, all claims on committed constants, and "every P_s is one-hot", as one sum with one claimed value (docs/protocol.md §7).
/// Coefficients are disjoint powers of α: first the claims, site by site, then the constants, then α_s, α''_s, α'_s site by site.
/// </summary>
public sealed class FinalCheckStatement
{
    private FinalCheckStatement(List<FinalMember> members, Fr[] booleanPoint, Fr claimed)
    {
        Members = members;
        BooleanPoint = booleanPoint;
        Claimed = claimed;
        Variables = Math.Max(1, members.Max(static m => m.Variables));
    }

    public IReadOnlyList<FinalMember> Members { get; }

    /// <summary>s_a.</summary>
    public Fr[] BooleanPoint { get; }

    public Fr Claimed { get; }

    /// <summary>N: variables of the longest polynomial.</summary>
    public int Variables { get; }

    /// <summary>The positions, from the lowest variable, in the order in which the rounds bind them: a first, then c, then e.</summary>
    public int[] BindingOrder
    {
        get
        {
            int low = Math.Min(Site.Kappa, Variables);
            return [.. Enumerable.Range(0, low).Reverse(), .. Enumerable.Range(low, Variables - low).Reverse()];
        }
    }

    /// <summary>Draws s_c, s_e, s_a and α and distributes the coefficients.</summary>
    public static FinalCheckStatement Create(Channel channel, CompiledModel model, IReadOnlyList<ConstantClaim> constants)
    {
        List<FinalMember> sites = [], all = [];
        foreach (SiteCommitment commitment in model.Sites)
        {
            Site site = commitment.Site;
            sites.Add(new FinalMember(site.Label, site.Variables, site, sites.Count, -1, null));
        }

        int digitBits = sites.Select(static m => m.Site!.DigitBits).DefaultIfEmpty().Max();
        int elementBits = sites.Select(static m => m.Site!.Shape.Variables).DefaultIfEmpty().Max();
        Point digitPoint = channel.Challenges(digitBits), elementPoint = channel.Challenges(elementBits), booleanPoint = channel.Challenges(Site.Kappa);
        var powers = new Powers(channel.Challenge());

        all.AddRange(sites);
        foreach (FinalMember member in sites)
        {
            foreach (DigitClaim claim in channel.DigitClaimsOf(member.Site!))
            {
                member.Claims.Add(new WeightedClaim(powers.Next(claim.Value), claim.Functional, claim.Point.Coordinates.ToArray()));
            }
        }

        AddConstants(model, constants, all, powers);
        foreach (FinalMember member in sites)
        {
            Site site = member.Site!;
            member.DigitPoint = digitPoint[(digitBits - site.DigitBits)..].Coordinates.ToArray();
            member.ElementPoint = elementPoint[(elementBits - site.Shape.Variables)..].Coordinates.ToArray();
            Fr ones = Indicator.LessThan(site.Count, member.DigitPoint) * site.Shape.Valid(member.ElementPoint);
            member.CountWeight = powers.Next(ones);
            member.ForbiddenWeight = powers.Next(Fr.Zero);
            member.BooleanWeight = powers.Next(Fr.Zero);
        }

        return new FinalCheckStatement(all, booleanPoint.Coordinates.ToArray(), powers.Claimed);
    }

    /// <summary>Runs the sumcheck and reads the polynomials' values. Returns ρ by position from the lowest variable, and the values.</summary>
    public (Fr[] Rho, Fr[] Values) Run(Channel channel)
    {
        IRoundProver? prover = channel.Open(this);
        (Point point, Fr final) = SumcheckRounds.Run(channel, "final", Claimed, Variables, static _ => 3, prover);
        var rho = new Fr[Variables];
        int[] order = BindingOrder;
        for (int i = 0; i < rho.Length; i++)
        {
            rho[order[i]] = point.Coordinates[i];
        }

        Fr[] values = channel.Message("final.values", Members.Count, prover is null ? null : () => prover.Finals(0));
        Fr sum = Fr.Zero;
        for (int i = 0; i < values.Length; i++)
        {
            Fr f = values[i];
            EndWeights weights = Members[i].WeightsAt(rho, BooleanPoint);
            sum += weights.Zero * (weights.Linear * f + weights.Boolean * (f.Square() - f));
        }

        channel.Check("final.end", final, sum);
        return (rho, values);
    }

    /// <summary>
    /// A constant of at most w variables is one member for all its claims; a longer one is row-combined claim by claim: Σ_i eq(r_hi, i)·C_i, a polynomial of w variables.
    /// </summary>
    private static void AddConstants(CompiledModel model, IReadOnlyList<ConstantClaim> constants, List<FinalMember> members, Powers powers)
    {
        for (int p = 0; p < model.Polynomials.Length; p++)
        {
            CommittedPolynomial polynomial = model.Polynomials[p];
            FinalMember? shared = null;
            foreach (ConstantClaim claim in constants.Where(c => c.Polynomial == p))
            {
                int high = Math.Max(0, polynomial.Variables - model.LogWidth);
                FinalMember member = shared ?? new FinalMember(polynomial.Name, polynomial.Variables - high, null, -1, p, high > 0 ? claim.Point[..high] : null);
                if (shared is null)
                {
                    members.Add(member);
                }

                shared = high > 0 ? null : member;
                member.Claims.Add(new WeightedClaim(powers.Next(claim.Value), null, claim.Point[high..]));
            }
        }
    }

    /// <summary>α^0, α^1, …, and the sum of power · value.</summary>
    private sealed class Powers(Fr alpha)
    {
        private Fr _next = Fr.One;

        public Fr Claimed { get; private set; } = Fr.Zero;

        public Fr Next(Fr value)
        {
            Fr power = _next;
            Claimed += power * value;
            _next *= alpha;
            return power;
        }
    }
}
