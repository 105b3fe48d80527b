using Atlas.Runtime.Fields;
using Atlas.Runtime.Lookups;
using Atlas.Runtime.Sumcheck;
using Atlas.Runtime.Tensors;

namespace Atlas.Runtime.Relations;

/// <summary>
/// Fused activation: out = h·Val(index) + tails (docs/protocol.md §6.7; Lasso, eprint 2023/1216, and Shout, with tails). Phase 1 reduces to the committed table, phase 2 proves the
/// selection G and the tails' value together, with η drawn after both are fixed.
/// </summary>
public sealed class Table<TSum>(TensorInfo output, Site site, TensorInfo accumulator, TensorInfo values) : Relation(output)
    where TSum : ITableSum
{
    private readonly int[] _indexDigits = [.. site.DigitsBetween(site.Shift, site.Shift + values.Variables)];
    private readonly DigitFunctional[] _functionals = TSum.Functionals(site);

    public override IEnumerable<Sum> Reduce(Channel channel, IReadOnlyList<Claim> claims)
    {
        var front = Front.Combine(channel, claims);
        var phase1 = new TableSum($"{Label}.table", front.Value, front, site, _indexDigits, TSum.WindowFactors, _functionals, values, TSum.Tails);
        Fr tails = TSum.HasTails ? channel.TailValue($"{Label}.tails", phase1)[0] : Fr.Zero;
        phase1.SubtractFromClaim(tails);
        yield return phase1;
        Fr[] selection = phase1.Finals(channel, $"{Label}.G", 2);
        phase1.EndValue = selection[0] * selection[1];
        yield return phase1;
        channel.Claim(values, phase1.Point, selection[1]);

        Fr eta = TSum.HasTails ? channel.Challenge() : Fr.Zero;
        DigitFunctional[] address = site.Address(_indexDigits, phase1.Point.Coordinates);
        DigitFunctional[] factors = [.. _functionals[..TSum.AddressAt], .. address, .. _functionals[TSum.AddressAt..]];
        var phase2 = new DigitProductSum<TSum>(Label, selection[0] + eta * tails, front, site, factors, eta, TSum.Degree + 1, isProduct: !TSum.HasTails);
        yield return phase2;
        DigitProduct.End(channel, phase2);
        yield return phase2;
        DigitProduct.Claims(channel, phase2);
        SiteLink.Run(channel, site, accumulator, phase2.Point);
    }
}
