using Atlas.Compiler.Building;
using Atlas.Compiler.Costs;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Tests.Costs;

/// <summary>The cost model's arithmetic, by hand.</summary>
public class PredictedCostTests
{
    private static readonly Primitives Steps = new()
    {
        LaneProduct = 1,
        LaneSum = 10,
        Bucket = 100,
        IntegerProduct = 1000,
        IntegerStep = 3,
        One = 7,
        MsmTerm = 5,
        Message = 20_000,
        Round = 10_000,
        Row = 11,
        Pairings = 13,
    };

    private static readonly SumCosts Sums = new(Steps);

    private static readonly TensorShape Square = new([4, 4]);

    // Rounds and messages are the ten thousands, integer products the thousands, buckets the hundreds, sums the tens, products the ones.
    [Fact]
    public void Sums_OfEachKind_CostWhatTheirStepsCost()
    {
        Assert.Equal((2 * 30_000) + (4 * 4 * 1000), Sums.Merge(claims: 3, elements: 4, rounds: 2));
        Assert.Equal((2 * 30_000) + (4 * 2 * 1010) + (4 * (1 + 2 + 6)), Sums.Mask(claims: 1, terms: 2, cells: 4, rounds: 2));
        Assert.Equal((3 * 30_000) + 24_000 + (2 * 1) + (8 * 5), Sums.Contraction(claims: 1, operands: 24, outer: 2, cells: 8, rounds: 3));
        Assert.Equal((2 * 30_000) + (4 * (20 + (3 * 30) + 1 + (3 * 2) + 3)), Sums.Digits(claims: 1, factors: 2, digits: 2, degree: 3, cells: 4, rounds: 2));
        Assert.Equal((3 * 30_000) + (4 * 102) + (8 * 14), Sums.Table(claims: 2, elements: 4, entries: 8, rounds: 3));
        Assert.Equal((3 * 30_000) + 2 + (8 * 3 * 4) + 16, Sums.RowMax(claims: 1, digits: 1, rows: 2, columns: 4, rounds: 3));
        Assert.Equal((1 * 30_000) + 6000 + 8, Sums.Gather(cells: 6, rows: 2, rounds: 1));
        Assert.Equal(20_000 + 5000, Sums.Claim(elements: 5));
    }

    [Fact]
    public void Stages_OfOneSite_CostWhatTheirStepsCost()
    {
        var site = new PlanSite(0, "s", Square, new DigitLayout([4, 8], 0));
        var costs = new StageCosts(Steps, [], [site]);
        Assert.Equal(16 * 3 * 7, costs.Commitment(site));
        Assert.Equal(3 * 16 * 3, costs.Witness(new DigitSiteNode(1, "", 0, 0, null, new OutputFunctional(1, 0), 0, false)));

        // Ten variables; for each element buckets of two points and three digits and of three pairs, six sums; for each cell twelve products.
        Assert.Equal((10 * 10_000) + (16 * ((((2 * 3) + 3) * 100) + 60)) + (16 * 12), costs.FinalCheck(site, claims: 1));
        Assert.Equal((3 * 10_000) + (2 * 2 * 8 * 1000), costs.FinalCheck(new ConstantPolynomial(ConstantPolynomialKind.Weight, 3), claims: 2));
        Assert.Equal(3 * 16 * 5, costs.Opening(width: 4));
        Assert.Equal((6 * 11) + (2 * 20_000) + 13, costs.Verifier(rows: 6, messages: 2));
    }

    [Fact]
    public void Report_OfAPlan_NamesEachPartOnce()
    {
        var builder = new PlanBuilder();
        int x = builder.Input("x", "Float", Square, TensorKind.Real, 0, new Interval(-100, 100));
        int square = builder.Contract("square", x, x, "ij,ij->ij"), y = builder.Requantise("y", square, 4, 0);
        builder.Output(builder.Affine("z", Square, 0, [builder.Term(3, y)]), "z", "Float");
        CostReport cost = ModelCompiler.Finish(builder, null, "tiny", "", new PlanOptions { CommitmentWidth = 8 }).Cost;
        string[] parts = [.. cost.Predicted.Select(static p => $"{p.Stage} {p.Label} {p.Kind}")];
        Assert.Equal(
            [
                "Witness t1 witness", "Witness t2 witness", "Witness t3 witness", "Commitments s0 commitment",
                "Walk t3.operands claim", "Walk s0.acc claim", "Walk t1 contraction", "FinalCheck s0 site", "Opening open opening",
            ],
            parts);
        Assert.All(cost.Predicted, static p => Assert.True(p.Nanoseconds > 0, p.Label));
        Assert.Equal(cost.ProverNanoseconds, Enum.GetValues<ProofStage>().Sum(cost.StageNanoseconds), 3);
    }
}
