using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// out = Σ_t k_t·Π U: ReLU, absolute value, clamp, as products of functionals of the site's digits (docs/protocol.md §6.6). They vanish where the site is not valid, so no indicator is needed.
/// </summary>
public sealed class Gate<TSum>(TensorInfo output, Site site, TensorInfo accumulator) : Relation(output)
    where TSum : IDigitSum
{
    private readonly DigitFunctional[] _functionals = TSum.Functionals(site);

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        var front = Front.Combine(channel, claims);
        var sum = new DigitProductSum<TSum>(Label, front.Value, front, site, _functionals, Fr.One, TSum.Degree + 1);
        yield return sum;
        DigitProduct.End(channel, sum);
        yield return sum;
        DigitProduct.Claims(channel, sum);
        SiteLink.Run(channel, site, accumulator, sum.Point);
    }
}

/// <summary>How a sum of products of digit functionals ends: one digit claim for each factor.</summary>
internal static class DigitProduct
{
    /// <summary>Reads the factors' values and sets the sum's end value.</summary>
    public static void End(Channel channel, DigitProductSum sum)
    {
        Fr[] values = sum.Finals(channel, $"{sum.Label}.factors", sum.Functionals.Length);
        sum.FactorValues = values;
        sum.EndValue = sum.Front.At(sum.Point.Coordinates) * sum.Evaluate(values);
    }

    public static void Claims(Channel channel, DigitProductSum sum)
    {
        for (int i = 0; i < sum.Functionals.Length; i++)
        {
            channel.DigitClaim(sum.Site, sum.Functionals[i], sum.Point, sum.FactorValues[i]);
        }
    }
}
