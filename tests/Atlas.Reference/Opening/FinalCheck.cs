using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Curves;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Opening;

/// <summary>What the final check leaves for the opening. The cells are the prover's.</summary>
public sealed record FinalResult(FinalMember[] Members, Fr[] Rho, Fr[] Values, Fr[][] Cells);

/// <summary>
/// All digit claims, all claims on committed constants and "every P_s is one-hot" in one batched sumcheck over dense tables (docs/protocol.md §7).
/// </summary>
public static class FinalCheck
{
    public static FinalResult? Run(Context context, G1Affine[][] key, List<ConstantClaim> constants)
    {
        FinalMember[] sites = [.. context.Model.Sites.Select(site => new FinalMember(site, -1, site.Variables) { Commitments = context.Rows[site.Id] })];
        var constantMembers = ConstantMembers(context.Model, key, constants).ToList();
        FinalMember[] members = [.. sites, .. constantMembers.Select(static m => m.Member)];
        if (members.Length == 0)
        {
            return null;
        }

        int digitBits = sites.Select(static m => m.Site!.DigitBits).DefaultIfEmpty().Max();
        int elementBits = sites.Select(static m => m.Site!.Shape.Variables).DefaultIfEmpty().Max();
        Fr[] digitPoint = context.Challenges("final.s_c", digitBits).Values(), elementPoint = context.Challenges("final.s_e", elementBits).Values();
        Fr[] booleanPoint = context.Challenges("final.s_a", DigitLayout.Kappa).Values();
        Fr alpha = context.Challenge("final.alpha").Value, power = Fr.One, claimed = Fr.Zero;

        foreach (FinalMember member in sites)
        {
            foreach (DigitClaim claim in context.DigitClaims.Where(claim => claim.Site == member.Site!.Id))
            {
                member.Claims.Add(new WeightedClaim(Next(claim.Value), claim.Table, claim.Point.Values()));
            }
        }

        foreach ((FinalMember member, List<ConstantClaim> claims) in constantMembers)
        {
            member.Claims.AddRange(claims.Select(claim => new WeightedClaim(Next(claim.Value), null, claim.Point)));
        }

        foreach (FinalMember member in sites)
        {
            SiteTable site = member.Site!;
            member.DigitPoint = digitPoint[(digitBits - site.DigitBits)..];
            member.ElementPoint = elementPoint[(elementBits - site.Shape.Variables)..];
            Fr[] digits = [.. Enumerable.Range(0, 1 << site.DigitBits).Select(c => c < site.Layout.Count ? Fr.One : Fr.Zero)];
            Fr count = Next(Mle.Evaluate(digits, member.DigitPoint) * site.Shape.Valid(member.ElementPoint)), forbidden = Next(Fr.Zero);
            member.Boolean = Next(Fr.Zero);
            member.ClaimCount(count, forbidden);
        }

        return Sumcheck(context, members, booleanPoint, claimed);

        // α^0, α^1, … in this order
        Fr Next(Fr value)
        {
            Fr current = power;
            claimed += current * value;
            power *= alpha;
            return current;
        }
    }

    private static FinalResult Sumcheck(Context context, FinalMember[] members, Fr[] booleanPoint, Fr claimed)
    {
        int variables = Math.Max(1, members.Max(static m => m.Variables)), low = Math.Min(DigitLayout.Kappa, variables);
        int[] positions = [.. Enumerable.Range(0, low).Reverse(), .. Enumerable.Range(low, variables - low).Reverse()];
        FinalMemberProver[] provers = context.Witness is { } witness ? [.. members.Select(m => new FinalMemberProver(witness, m, booleanPoint))] : [];
        (Coordinate[] point, Fr final) = Batch.Rounds(
            context,
            "final",
            claimed,
            Sum.Same(3, variables),
            i => Univariate.Interpolate(Total(provers.Select(p => p.Round(positions[i])))),
            (i, r, _) => Array.ForEach(provers, p => p.Bind(positions[i], r)));

        var rho = new Fr[variables];
        for (int i = 0; i < variables; i++)
        {
            rho[positions[i]] = point[i].Value;
        }

        var weights = members.Select(m => m.WeightsAt(rho, booleanPoint)).ToArray();
        Fr Residual(Fr[] values) => Witness.Sum(weights.Zip(values, static (w, f) => w.Zero * ((w.Linear * f) + (w.Boolean * (f.Square() - f))))) - final;
        Fr[] sent = context.Message("final.values", members.Length, _ => [.. provers.Select(static p => p.Final)], Residual);
        context.Check("final.end", Residual(sent).IsZero);
        return new FinalResult(members, rho, sent, [.. provers.Select(static p => p.Cells)]);
    }

    private static Fr[] Total(IEnumerable<Fr[]> parts)
    {
        var sum = new Fr[4];
        foreach (Fr[] part in parts)
        {
            for (int t = 0; t < 4; t++)
            {
                sum[t] += part[t];
            }
        }

        return sum;
    }

    /// <summary>
    /// A constant of at most w variables is one member for all its claims; a longer one is row-combined claim by claim: Σ_i eq(r_hi, i)·C_i, a polynomial of w variables.
    /// </summary>
    private static IEnumerable<(FinalMember Member, List<ConstantClaim> Claims)> ConstantMembers(ReferenceModel model, G1Affine[][] key, List<ConstantClaim> constants)
    {
        for (int p = 0; p < model.Plan.Commitments.Polynomials.Length; p++)
        {
            int index = p, variables = model.Plan.Commitments.Polynomials[p].Variables, high = variables - model.LogWidth;
            List<ConstantClaim> claims = [.. constants.Where(claim => claim.Polynomial == index)];
            if (high <= 0 && claims.Count > 0)
            {
                yield return (new FinalMember(null, p, variables) { Commitments = new() { [0] = key[p][0] } }, claims);
                continue;
            }

            foreach (ConstantClaim claim in claims)
            {
                Fr[] weights = Mle.EqTable(claim.Point[..high]);
                G1Affine combined = weights.Zip(key[p], static (w, c) => w * c).Aggregate(G1Jacobian.Infinity, static (a, b) => a + b).ToAffine();
                var member = new FinalMember(null, p, model.LogWidth) { RowWeights = weights, Commitments = new() { [0] = combined } };
                yield return (member, [claim with { Point = claim.Point[high..] }]);
            }
        }
    }
}
