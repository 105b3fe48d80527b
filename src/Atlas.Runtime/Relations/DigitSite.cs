using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// out = Σ U(c,a)·P_s - offset·valid is linear in P_s (docs/protocol.md §6.5): every claim on the output goes straight to the final check, without merging. Requantisation, comparisons, range
/// constraints; without an accumulator, advice: the digits define the tensor and there is no link.
/// </summary>
public sealed class DigitSite(TensorInfo output, Site site, TensorInfo? accumulator, DigitFunctional functional, Fr offset) : Relation(output)
{
    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            Fr shift = offset.IsZero ? Fr.Zero : offset * site.Shape.Valid(claim.Point.Coordinates);
            channel.DigitClaim(site, functional, claim.Point, claim.Value + shift);
        }

        if (accumulator is not null)
        {
            Point? point = null;
            foreach (Claim claim in claims)
            {
                point ??= claim.Point.IsDistinctChallenges ? claim.Point : null;
            }

            SiteLink.Run(channel, site, accumulator, point ?? channel.Challenges(site.Shape.Variables));
        }

        yield break;
    }
}
