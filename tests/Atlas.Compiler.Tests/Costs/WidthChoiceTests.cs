using Atlas.Compiler.Building;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Tests.Costs;

/// <summary>The commitment width that a plan gets.</summary>
public class WidthChoiceTests
{
    [Theory]
    [InlineData(4, 0, 10)]
    [InlineData(512, 0, 13)]
    [InlineData(512, 12, 12)]
    public void Width_ByTheSizeOfASite_BalancesOpeningAndRows(int size, int asked, int expected)
    {
        var plan = new PlanBuilder();
        var shape = new TensorShape([size, size]);
        int x = plan.Input("x", "Float", shape, TensorKind.Real, 0, new Interval(-100, 100));
        plan.Output(plan.Affine("y", shape, 0, [plan.Term(3, plan.Requantise("q", plan.Contract("s", x, x, "ij,ij->ij"), 4, 0))]), "y", "Float");
        Assert.Equal(expected, ModelCompiler.Finish(plan, null, "tiny", "", new PlanOptions { CommitmentWidth = asked }).Commitments.LogWidth);
    }
}
