using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Tests.Building;

public class PlanBuilderTests
{
    private readonly PlanBuilder plan = new();

    private int Input(long low, long high, params int[] dimensions) =>
        plan.Input($"x{plan.Inputs.Count}", "Float", new TensorShape([.. dimensions]), TensorKind.Real, 0, new Interval(low, high));

    private int Constant(long[] values, params int[] dimensions) =>
        plan.Constant($"c{plan.Constants.Count}", new TensorShape([.. dimensions]), 0, new IntegersRecipe([.. values]), values);

    [Fact]
    public void Contraction_WithAConstant_IsBoundedByItsChannels()
    {
        int h = plan.Contract("h", Input(-1, 10, 2, 3), Constant([1, 2, 3, -1, -1, 0], 2, 3), "ik,jk->ij");
        Assert.Equal(new Interval(-20, 60), plan.RangeOf(h));
        Assert.Equal([2, 2], plan.ShapeOf(h).Dimensions.ToArray());
    }

    [Fact]
    public void Contraction_OfRowsOfBoundedNorm_IsBoundedByCauchySchwarz()
    {
        int x = Input(-100, 100, 2, 4);
        plan.KnowRowNorm(x, 100);
        Assert.Equal(new Interval(-600, 600), plan.RangeOf(plan.Contract("h", x, Constant([3, 3, 3, 3], 1, 4), "ik,jk->ij")));
    }

    [Fact]
    public void Contraction_OfRowsOfBoundedSum_IsBoundedByTheOtherOperand()
    {
        int p = Input(0, 100, 2, 8);
        plan.KnowRowSum(p, 104);
        Assert.Equal(new Interval(-104 * 5, 104 * 7), plan.RangeOf(plan.Contract("h", p, Input(-5, 7, 8, 3), "ij,jk->ik")));
    }

    [Fact]
    public void Square_WithASum_IsNotNegative() =>
        Assert.Equal(new Interval(0, 3 * 64), plan.RangeOf(plan.Contract("q", Input(-8, 7, 2, 3), 0, "ij,ij->i")));

    [Fact]
    public void Requantise_AnInterval_HasAsManyBitsAsItNeeds()
    {
        int y = plan.Requantise("y", Input(-1000, 999, 4), 4, 0);
        Assert.Equal(new Interval(-62, 62), plan.RangeOf(y));
        Assert.Equal([4, 7], plan.Sites[0].Layout.Segments.ToArray());
        Assert.Equal(62, plan.Sites[0].Layout.BetaOut);
        Assert.Equal(new Interval(-62, 65), plan[y].Capacity);
    }

    [Fact]
    public void Relu_AnyInterval_HasZeroOnTheBoundaryOfItsTopDigit()
    {
        plan.Relu("y", Input(-1000, 999, 4), 4, 0);
        DigitLayout layout = plan.Sites[0].Layout;
        Assert.Equal(layout.Half << layout.Digits[layout.Top].Offset, (int)(layout.BetaOut << layout.Shift));
    }

    [Fact]
    public void Site_OfMoreThanSixtyTwoBits_IsRefused()
    {
        int x = plan.Input("x", "Float", new TensorShape([2]), TensorKind.Real, 0, new Interval(0, BigInteger.One << 62));
        Assert.Contains("62", Assert.Throws<PlanException>(() => plan.Requantise("y", x, 0, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_ThatCouldWrapAround_IsRefused()
    {
        // The theorem is small, the capacity of a dishonest witness is not.
        BigInteger huge = BigInteger.One << 126;
        int x = plan.Input("x", "Float", new TensorShape([2]), TensorKind.Real, 0, new Interval(-huge, huge));
        int square = plan.Contract("s", x, x, "i,i->i");
        int fourth = plan.Contract("f", square, square, "i,i->i");
        plan.Know(fourth, new(0, 100));
        Assert.Contains("wrap", Assert.Throws<PlanException>(() => plan.Requantise("y", fourth, 4, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotient_ByWhatMayBeZero_IsRefused() => Assert.Throws<PlanException>(() => plan.Quotient("y", Input(0, 10, 2), Input(0, 10, 2), 0));

    [Fact]
    public void Quotient_WhoseCapacitiesCouldWrap_IsRefused()
    {
        int a = Input(0, 10, 2), b = plan.Input("b", "Float", new TensorShape([2]), TensorKind.Real, 0, new Interval(1, BigInteger.One << 254));
        plan.Know(b, new(1, 2));
        Assert.Contains("wrap", Assert.Throws<PlanException>(() => plan.Quotient("y", a, b, 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InverseSquareRoot_OfWhatMayBeZero_IsRefused() => Assert.Throws<PlanException>(() => plan.InverseSquareRoot("y", Input(0, 10, 2), 1 << 20, 0));

    [Theory]
    [InlineData(8, 0, 4, true)]
    [InlineData(8, 4, 4, true)]
    [InlineData(7, 4, 3, true)]
    [InlineData(8, 2, 4, false)]
    [InlineData(8, 0, 3, false)]
    public void Slice_OfAnAxis_MustBeAligned(int size, int start, int length, bool aligned)
    {
        int x = Input(0, 1, 2, size);
        if (aligned)
        {
            Assert.Equal([2, length], plan.ShapeOf(plan.Slice(x, 1, start, length)).Dimensions.ToArray());
        }
        else
        {
            Assert.Throws<PlanException>(() => plan.Slice(x, 1, start, length));
        }
    }

    [Fact]
    public void Reshape_ThatSplitsAPaddedAxis_IsRefused()
    {
        Assert.Equal([3, 2, 4], plan.ShapeOf(plan.Reshape(Input(0, 1, 3, 8), new TensorShape([3, 2, 4]))).Dimensions.ToArray());
        Assert.Throws<PlanException>(() => plan.Reshape(Input(0, 1, 3, 6), new TensorShape([3, 2, 3])));
    }

    [Fact]
    public void Affine_OnACausalShapeWithDenseOperands_IsMasked()
    {
        var region = new TensorShape([4, 4], Causal: true);
        int x = Input(-5, 5, 4, 4);
        int masked = plan.Affine("m", region, 0, [plan.Term(1, x)]), plain = plan.Affine("p", region, 0, [plan.Term(2, masked)]);
        Assert.True(((AffineNode)plan.Nodes[0]).Masked);
        Assert.False(((AffineNode)plan.Nodes[1]).Masked);
        Assert.Equal(region, plan.ShapeOf(plain));
    }

    [Fact]
    public void Activation_WithinItsWindow_HasNoTails()
    {
        var identity = new TableSpec(-8, 16, 0, 0, Midpoints: false, new VariableExpression());
        plan.Activation("y", Input(-8, 7, 4), 0, 4, identity, default, default);
        Assert.Empty(((TableNode)plan.Nodes[0]).Tails.Terms);
        Assert.Empty(((TableNode)plan.Nodes[0]).Window);
    }

    [Fact]
    public void Table_BuiltTwice_IsCommittedOnce()
    {
        var table = new TableSpec(-8, 16, 0, 0, Midpoints: false, new UnaryExpression(UnaryFunction.Relu, new VariableExpression()));
        Assert.Equal(plan.Table(table), plan.Table(table with { Function = new UnaryExpression(UnaryFunction.Relu, new VariableExpression()) }));
    }

    [Fact]
    public void Contraction_WithAxesThatAreSummedAlone_CountsThem()
    {
        int h = plan.Contract("h", Input(-1, 10, 2, 5), Constant([1, -2], 2), "ij,i->i");
        Assert.Equal(new Interval(-100, 50), plan.RangeOf(h));
        int p = Input(0, 100, 2, 8);
        plan.KnowRowSum(p, 104);
        Assert.Equal(new Interval(0, 8 * 3 * 100 * 7), plan.RangeOf(plan.Contract("y", p, Input(0, 7, 8, 3), "ij,jk->i")));
    }

    [Theory]
    [InlineData("i,jk->ij")]
    [InlineData("ikl,jk->ij")]
    [InlineData("ii,jk->ij")]
    [InlineData("ik,jk->iz")]
    [InlineData("ik,jk")]
    public void Contraction_WhosePatternDoesNotNameTheAxes_IsRefused(string pattern) =>
        Assert.Throws<PlanException>(() => plan.Contract("h", Input(0, 1, 2, 3), Input(0, 1, 2, 3), pattern));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 2)]
    [InlineData(-1, 0)]
    public void Affine_OfATermAlongOtherAxes_IsRefused(int first, int second)
    {
        int x = Input(0, 1, 3, 2);
        Assert.Throws<PlanException>(() => plan.Affine("y", new TensorShape([2, 3]), 0, [new AffineTerm(1, x, [first, second])]));
        plan.Affine("y", new TensorShape([2, 3]), 0, [new AffineTerm(1, x, [1, 0])]);
    }
}
