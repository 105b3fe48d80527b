using System.Collections.Immutable;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Costs;

/// <summary>Lays sites and constants out in rows of 2^w cells (docs/protocol.md §3).</summary>
internal static class CommitmentPlanner
{
    public static CommitmentLayout Lay(IReadOnlyList<PlanTensor> tensors, IReadOnlyList<PlanSite> sites, IReadOnlyList<PlanConstant> constants, int logWidth)
    {
        var polynomials = ImmutableArray.CreateBuilder<ConstantPolynomial>();
        var places = new Dictionary<int, ConstantPlacement>();
        int Variables(PlanConstant constant) => tensors[constant.Tensor].Shape.Variables;

        foreach (PlanConstant weight in constants.Where(c => !c.IsTable && Variables(c) > logWidth - 1))
        {
            places[weight.Tensor] = new(weight.Tensor, polynomials.Count, 0, 0);
            polynomials.Add(new(ConstantPolynomialKind.Weight, Variables(weight)));
        }

        Pack(constants.Where(c => !c.IsTable && Variables(c) <= logWidth - 1).Select(c => (c.Tensor, Variables(c))), logWidth, polynomials, places);
        foreach (PlanConstant table in constants.Where(static c => c.IsTable))
        {
            places[table.Tensor] = new(table.Tensor, polynomials.Count, 0, 0);
            polynomials.Add(new(ConstantPolynomialKind.Table, Variables(table)));
        }

        return new(
            logWidth,
            [.. sites.Select(site => new SiteRows(site.Id, RowsOf(site, logWidth)))],
            polynomials.ToImmutable(),
            [.. constants.Select(c => places[c.Tensor])]);
    }

    /// <summary>Largest first, so that each offset is a multiple of the constant's padded size.</summary>
    private static void Pack(
        IEnumerable<(int Tensor, int Variables)> small, int logWidth, ImmutableArray<ConstantPolynomial>.Builder polynomials, Dictionary<int, ConstantPlacement> places)
    {
        var packs = new List<(int Size, List<(int Tensor, int Variables, int Offset)> Members)>();
        foreach ((int tensor, int variables) in small.OrderByDescending(static c => c.Variables))
        {
            int size = 1 << variables;
            if (packs.Count == 0 || packs[packs.Count - 1].Size + size > 1 << logWidth)
            {
                packs.Add((0, []));
            }

            (int used, List<(int, int, int)> members) = packs[packs.Count - 1];
            members.Add((tensor, variables, used));
            packs[packs.Count - 1] = (used + size, members);
        }

        foreach ((int used, List<(int Tensor, int Variables, int Offset)> members) in packs)
        {
            int total = PlanMath.AxisBits(used);
            foreach ((int tensor, int variables, int offset) in members)
            {
                places[tensor] = new(tensor, polynomials.Count, total - variables, offset >> variables);
            }

            polynomials.Add(new(ConstantPolynomialKind.Packed, total));
        }
    }

    /// <summary>Rows of a site that hold a valid cell; cell index = ((c·2^n + e) &lt;&lt; κ) + a.</summary>
    private static ImmutableArray<int> RowsOf(PlanSite site, int logWidth)
    {
        if (site.Variables <= logWidth)
        {
            return [0];
        }

        int n = site.Shape.Variables, low = logWidth - DigitLayout.Kappa;
        IEnumerable<int> digits = Enumerable.Range(0, site.Layout.Count);
        if (low >= n)
        {
            return [.. digits.Select(c => c >> (low - n)).Distinct()];
        }

        int[] blocks = [.. site.Shape.ValidCells().Select(e => e >> low).Distinct().OrderBy(static block => block)];
        return [.. digits.SelectMany(c => blocks.Select(block => (c << (n - low)) + block))];
    }
}
