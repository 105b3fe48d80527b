using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>acc + β·valid = Σ_c 2^{o_c} d_c, once per site, at a point of distinct challenges (docs/protocol.md §4, rule 2).</summary>
internal static class SiteLink
{
    public static void Run(Context context, SiteTable site, int accumulator, Coordinate[] point)
    {
        if (!point.IsDistinctChallenges())
        {
            throw new InvalidOperationException($"{site.Label} would be linked at a point with a constant coordinate.");
        }

        context.Links.Add(site.Id);
        Fr value = context.Message($"{site.Label}.acc", 1, witness => [Mle.Evaluate(witness.Field(accumulator), point.Values())])[0];
        Fr beta = Fr.FromBigInteger(site.Layout.Beta) * site.Shape.Valid(point.Values());
        context.Claim(site, DigitTable.Accumulator(site.Layout), point, value + beta);
        context.Claim(accumulator, point, value);
    }
}
