using Atlas.Compiler.Building;
using Atlas.Compiler.Costs;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Tests.Building;

public class DigitLayoutTests
{
    // The digit layout of the executable model's vectors: S = 6, nine bits above, β' = 100.
    private static readonly DigitLayout Layout = new([6, 9], 100);

    [Fact]
    public void Digits_OfTwoSegments_AreCutFromEachBottom()
    {
        Assert.Equal([(0, 4), (4, 2), (6, 4), (10, 4), (14, 1)], Layout.Digits.Select(static d => (d.Offset, d.Width)));
        Assert.Equal(6432, Layout.Beta);
        Assert.Equal(1 << 15, Layout.Capacity);
        Assert.Equal([0, 1], Layout.Between(0, 6).ToArray());
        Assert.Equal(1, Layout.Half);
    }

    [Fact]
    public void Beta_OfASiteThatProvesNotNegative_HasNoHalf() => Assert.Equal(0, new DigitLayout([8, 4], 0, Rounds: false).Beta);

    [Fact]
    public void Site_OfThreeElements_HasTheVariablesAndRowsOfTheVectors()
    {
        var site = new PlanSite(0, "example", new TensorShape([3]), Layout);
        Assert.Equal(9, site.Variables);
        Assert.Equal(15, site.Ones);
        CommitmentLayout layout = CommitmentPlanner.Lay([], [site], [], logWidth: 6);
        Assert.Equal([0, 1, 2, 3, 4], layout.Sites[0].Rows.ToArray());
    }

    [Fact]
    public void Rows_OfACausalSite_LeaveOutWhatHoldsNoValidCell()
    {
        // 16 columns of 16 cells are four rows of 64; row 0 of the scores has one valid column, row 15 all of them.
        var site = new PlanSite(0, "scores", new TensorShape([16, 16], Causal: true), new DigitLayout([0, 4], 0));
        CommitmentLayout layout = CommitmentPlanner.Lay([], [site], [], logWidth: 6);
        Assert.Equal(4 * (1 + 2 + 3 + 4), layout.Sites[0].Rows.Length);
    }

    [Fact]
    public void Constants_OfSeveralSizes_ArePackedLargestFirstAtAlignedOffsets()
    {
        var plan = new PlanBuilder();
        foreach (int size in new[] { 3, 16, 8, 40 })
        {
            plan.Constant($"c{size}", new TensorShape([size]), 0, new IntegersRecipe([.. new long[size]]), new long[size]);
        }

        CommitmentLayout layout = CommitmentPlanner.Lay(plan.Tensors, [], plan.Constants, logWidth: 5);
        Assert.Equal([(ConstantPolynomialKind.Weight, 6), (ConstantPolynomialKind.Packed, 5)], layout.Polynomials.Select(static p => (p.Kind, p.Variables)));
        Assert.Equal([(1, 6, 3), (1, 0, 1), (1, 2, 2), (0, 0, 0)], layout.Constants.Select(static c => (c.Polynomial, c.Prefix, c.PrefixBits)));
        Assert.Equal(2, layout.RowsOf(layout.Polynomials[0]));
    }
}
