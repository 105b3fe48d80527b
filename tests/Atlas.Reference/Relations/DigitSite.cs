using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>out = Σ U·P_s - offset·valid: every claim goes straight to the final check (docs/protocol.md §4 rule 1, §6.5).</summary>
public sealed class DigitSite(ReferenceModel model, DigitSiteNode plan) : Node(model, plan)
{
    private readonly DigitTable _table = DigitTable.Of(model.Sites[plan.Site].Layout, plan.Functional);
    private readonly Fr _offset = Fr.FromBigInteger(plan.Offset);

    protected override Claims Several => Claims.Each;

    private SiteTable Site => Model.Sites[plan.Site];

    public override void Execute(Witness witness)
    {
        witness.Encode(Site, plan.Accumulator is { } accumulator ? witness[accumulator] : Advised(witness, plan.Advice!));
        witness.SetField(Output, witness.Functional(Site, _table).Zip(Site.Shape.ValidTable(), (v, valid) => v - (_offset * valid)));
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            context.Claim(Site, _table, claim.Point, claim.Value + (_offset * Site.Shape.Valid(claim.Point.Values())));
        }

        if (plan.Accumulator is { } accumulator)
        {
            Coordinate[]? point = claims.Select(static c => c.Point).FirstOrDefault(static p => p.IsDistinctChallenges());
            SiteLink.Run(context, Site, accumulator, point ?? context.Challenges($"{Site.Label}.r*", Site.Shape.Variables));
        }

        yield break;
    }

    private BigInteger[] Advised(Witness witness, Advice advice)
    {
        var table = new BigInteger[Site.Shape.Size];
        foreach (int[] index in Site.Shape.Cells())
        {
            int cell = Site.Shape.Flat(index);
            BigInteger value = advice.Kind switch
            {
                AdviceKind.Quotient => witness[advice.Reads[0]][cell] / BigInteger.Max(1, witness[advice.Reads[1]][cell]),
                AdviceKind.InverseSquareRoot => SquareRoot(advice.Constant / BigInteger.Max(1, witness[advice.Reads[0]][cell])),
                AdviceKind.ArgMax => LowestMaximum(witness[advice.Reads[0]], new Shape(advice.Region!), index),
                _ => throw new InvalidOperationException($"{advice.Kind} is not a known advice."),
            };
            table[cell] = witness.Tamper.Advice is null ? value : witness.Tamper.Advice(Output, cell, value);
        }

        return table;
    }

    private static BigInteger LowestMaximum(BigInteger[] x, Shape region, int[] row)
    {
        int[][] columns = [.. region.Cells().Where(index => index[..^1].SequenceEqual(row))];
        return columns.MaxBy(index => x[region.Flat(index)])![^1];
    }

    /// <summary>floor(sqrt(value)), bit by bit.</summary>
    private static BigInteger SquareRoot(BigInteger value)
    {
        BigInteger root = 0;
        for (int bit = (int)(value.GetBitLength() / 2); bit >= 0; bit--)
        {
            BigInteger candidate = root + (BigInteger.One << bit);
            root = candidate * candidate <= value ? candidate : root;
        }

        return root;
    }
}
