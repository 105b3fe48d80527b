using System.Numerics;
using Atlas.Compiler.Plan;
using Atlas.Reference.Channels;
using Atlas.Reference.Mathematics;
using Atlas.Reference.Sumcheck;
using Atlas.Runtime.Fields;

namespace Atlas.Reference.Relations;

/// <summary>in(y) = out(x), coordinates permuted or fixed (docs/protocol.md §6.1).</summary>
public sealed class Layout(ReferenceModel model, LayoutNode plan) : Node(model, plan)
{
    protected override Claims Several => Claims.Each;

    public override void Execute(Witness witness)
    {
        BigInteger[] source = witness[plan.Source];
        var table = new BigInteger[Shape.Size];
        foreach (int[] index in Shape.Cells())
        {
            int x = Shape.Flat(index), y = 0;
            foreach (int coordinate in plan.Coordinates)
            {
                int bit = coordinate switch
                {
                    LayoutNode.ConstantZero => 0,
                    LayoutNode.ConstantOne => 1,
                    _ => (x >> (Shape.Variables - 1 - coordinate)) & 1,
                };
                y = (y << 1) | bit;
            }

            table[x] = source[y];
        }

        witness.Set(Output, table);
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            Coordinate At(int coordinate) => coordinate switch
            {
                LayoutNode.ConstantZero => Fr.Zero,
                LayoutNode.ConstantOne => Fr.One,
                _ => claim.Point[coordinate],
            };
            context.Claim(plan.Source, [.. plan.Coordinates.Select(At)], claim.Value);
        }

        yield break;
    }
}

/// <summary>Σ_x t(y, x) = 2^n·t(y, ½, …, ½) over the last axis (docs/protocol.md §1).</summary>
public sealed class SumAxis(ReferenceModel model, SumAxisNode plan) : Node(model, plan)
{
    private int Bits => Model.Shapes[plan.Source].AxisBits[^1];

    protected override Claims Several => Claims.Each;

    public override void Execute(Witness witness)
    {
        IEnumerable<BigInteger[]> rows = witness[plan.Source].Chunk(1 << Bits);
        witness.Set(Output, [.. rows.Select(static row => row.Aggregate(BigInteger.Zero, static (a, b) => a + b))]);
    }

    protected override IEnumerable<Sum> Reduce(Context context, List<Claim> claims)
    {
        foreach (Claim claim in claims)
        {
            context.Claim(plan.Source, [.. claim.Point, .. Enumerable.Repeat<Coordinate>(Fr.Half, Bits)], claim.Value * Fr.Half.Pow(Bits));
        }

        yield break;
    }
}
