using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// The link of a site: acc + β·valid = Σ_c 2^{o_c} d_c, checked exactly once per site, at a point of distinct challenges squeezed after the commitments, whether or not anybody reads
/// the site's output (docs/protocol.md §4, rule 2: the heart of soundness). The range of the output, the range of the remainder and the lookup are this one thing.
/// </summary>
internal static class SiteLink
{
    public static void Run(Channel channel, Site site, TensorInfo accumulator, Point point)
    {
        if (!point.IsDistinctChallenges)
        {
            throw new InvalidOperationException($"The link of {site.Label} would be taken at a point with a constant coordinate.");
        }

        channel.Links.Add(site.Id);
        Fr value = channel.Evaluations($"{site.Label}.acc", (accumulator, point))[0];
        Fr beta = Fr.FromInt64(site.Beta);
        channel.DigitClaim(site, DigitFunctional.Accumulator(site), point, value + beta * site.Shape.Valid(point.Coordinates));
        channel.Claim(accumulator, point, value);
    }
}
