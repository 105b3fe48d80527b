using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Interpretation;
using Atlas.Compiler.Plan;

namespace Atlas.Compiler.Tests.Building;

/// <summary>What a plan must satisfy as a whole, and what is removed from it.</summary>
public class FinishedPlanTests
{
    private static readonly TensorShape Square = new([4, 4]), Causal = new([4, 4], Causal: true);
    private readonly PlanBuilder plan = new();

    private int Input(BigInteger bound) => plan.Input("x", "Float", Square, TensorKind.Real, 0, new Interval(-bound, bound));

    private ProofPlan Finish(int output)
    {
        plan.Output(output, "y", "Float");
        return ModelCompiler.Finish(plan, null, "tiny", "", new PlanOptions { CommitmentWidth = 8 });
    }

    [Fact]
    public void Nodes_ThatNobodyReads_AreRemovedWithTheirSitesAndConstants()
    {
        long[] weights = [.. Enumerable.Range(-8, 16)];
        int x = Input(100), w = plan.Constant("w", Square, 0, new IntegersRecipe([.. weights]), weights);
        plan.Relu("dead", plan.Contract("h", x, w, "ik,jk->ij"), 2, 0);
        int y = plan.Normalise("n", x, 1e-3, centred: true, 4);
        int sites = plan.Sites.Count;
        ProofPlan finished = Finish(plan.Affine("y", Square, 4, [plan.Term(3, y)]));
        Assert.Equal(sites - 1, finished.Sites.Length);
        Assert.Empty(finished.Constants);
        Assert.Equal(Enumerable.Range(0, finished.Tensors.Length), finished.Tensors.Select(static t => t.Id));
        Assert.Equal(Enumerable.Range(0, finished.Sites.Length), finished.Sites.Select(static s => s.Id));
        var interpreter = new PlanInterpreter(finished, static _ => []);
        interpreter.Run([.. Enumerable.Range(0, 16).Select(static i => (long)(i * 7 % 23))]);
        Assert.All(interpreter.ValuesOf(finished.Outputs[0].Tensor), static v => Assert.True(v % 3 == 0));
    }

    [Fact]
    public void Constraint_ThatNobodyReads_Stays()
    {
        int x = Input(100);
        plan.Require("bound", plan.Affine("slack", Square, 0, [plan.Term(-1, x)], 100), 200);
        ProofPlan finished = Finish(plan.Affine("y", Square, 0, [plan.Term(2, x)]));
        Assert.Equal(1, finished.Cost.Links);
    }

    [Fact]
    public void RowMax_WithTheSiteOfItsGap_IsAccepted()
    {
        int x = Input(100), maximum = plan.RowMax("m", x, Square);
        plan.Require("bound", plan.Gap("gap", maximum, x, Square), 200);
        Assert.Contains(Finish(maximum).Nodes, static n => n is RowMaxNode);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("rounding")]
    [InlineData("smaller region")]
    [InlineData("other tensor")]
    [InlineData("reversed")]
    public void RowMax_WithoutASiteThatBoundsIt_IsRefused(string flaw)
    {
        int x = Input(100), maximum = plan.RowMax("m", x, Square);
        int output = plan.Affine("y", Square.Rows, 0, [plan.Term(1, maximum)]);
        switch (flaw)
        {
            case "rounding":
                output = plan.Affine("y", Square, 0, [plan.Term(1, plan.Requantise("q", plan.Gap("gap", maximum, x, Square), 4, 0)), plan.Term(1, maximum)]);
                break;
            case "smaller region":
                plan.Require("bound", plan.Gap("gap", maximum, x, Causal), 200);
                break;
            case "other tensor":
                plan.Require("bound", plan.Gap("gap", maximum, plan.Affine("x2", Square, 0, [plan.Term(1, x)], -1), Square), 200);
                break;
            case "reversed":
                int below = plan.Affine("below", Square, 0, [plan.Term(1, x), new AffineTerm(-1, maximum, [0])]);
                plan.Know(below, new(0, 0));
                plan.Require("bound", below, 200);
                break;
            default:
                break;
        }

        Assert.Contains("upper bound", Assert.Throws<PlanException>(() => Finish(output)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_ThatCouldWrapAround_IsRefused()
    {
        int x = Input(BigInteger.One << 126), square = plan.Contract("s", x, x, "ij,ij->ij"), fourth = plan.Contract("f", square, square, "ij,ij->ij");
        plan.Know(fourth, new(0, 100));
        Assert.Contains("wrap", Assert.Throws<PlanException>(() => Finish(fourth)).Message, StringComparison.Ordinal);
    }
}
