using System.Numerics;
using Atlas.Compiler.Building;
using Atlas.Compiler.Interpretation;
using Atlas.Compiler.Plan;
using CsCheck;

namespace Atlas.Compiler.Tests.Building;

/// <summary>
/// Random small graphs on random and on extremal inputs: the interpreter throws if any value leaves its interval or does not fit its digits, the walk if a claim is left over or a link
/// missing; and every norm that the builder knows holds.
/// </summary>
public class RandomPlanTests
{
    [Fact]
    public void Interpreter_RandomGraphsAndExtremalInputs_StaysWithinIntervals() =>
        Gen.Int[0, int.MaxValue].Sample(seed => Run(new Random(seed)), iter: 200);

    private static void Run(Random random)
    {
        var plan = new PlanBuilder();
        int rows = random.Next(2, 6), columns = random.Next(2, 6), bits = random.Next(3, 7);
        long bound = 1L << random.Next(4, 12);
        int x = plan.Input("x", "Float", new TensorShape([rows, columns]), TensorKind.Real, bits, new Interval(-bound, bound - 1));
        for (int steps = random.Next(1, 5); steps > 0; steps--)
        {
            x = Step(plan, random, x, bits);
        }

        plan.Output(x, "y", "Float");
        ProofPlan finished = ModelCompiler.Finish(plan, null, "random", "", new PlanOptions { CommitmentWidth = 8 });
        var interpreter = new PlanInterpreter(finished, static _ => []);
        for (int sample = 0; sample < 4; sample++)
        {
            interpreter.Run([.. Enumerable.Range(0, rows * columns).Select(_ => Value(random, bound, sample))]);
            Assert.All(finished.Tensors.Where(t => plan.RowNormOf(t.Id) is not null), t => CheckNorms(interpreter.ValuesOf(t.Id), t, plan.RowNormOf(t.Id)!.Value));
        }
    }

    private static void CheckNorms(BigInteger[] values, PlanTensor tensor, BigInteger norm)
    {
        foreach (BigInteger[] row in values.Chunk(tensor.Shape.Dimensions[^1]))
        {
            Assert.True(row.Aggregate(BigInteger.Zero, static (sum, v) => sum + (v * v)) <= norm * norm, $"{tensor.Name}: a row is longer than {norm}");
        }
    }

    private static long Value(Random random, long bound, int sample) => sample switch
    {
        0 => random.NextInt64(-bound, bound),
        1 => random.Next(2) == 0 ? -bound : bound - 1,
        2 => bound - 1,
        _ => random.Next(8) == 0 ? -bound : 0,
    };

    private static int Step(PlanBuilder plan, Random random, int x, int bits)
    {
        TensorShape shape = plan.ShapeOf(x);
        if (plan.RangeOf(x).Bits > 16)
        {
            return plan.Normalise("norm", x, 1e-3, true, bits); // chains without a norm outgrow their digits
        }

        switch (random.Next(9))
        {
            case 0:
                int outputs = random.Next(2, 6);
                return plan.Requantise("h", plan.Contract("a", x, Weights(plan, random, outputs, shape.Dimensions[1]), "ik,jk->ij"), 3, bits);
            case 1:
                return plan.Relu("relu", x, random.Next(0, 3), bits);
            case 2:
                return plan.Normalise("norm", x, 1e-3, random.Next(2) == 0, bits);
            case 3:
                int scores = plan.Contract("s", x, x, "ik,jk->ij");
                var region = new TensorShape(plan.ShapeOf(scores).Dimensions, Causal: random.Next(2) == 0);
                int p = plan.Probabilities("p", scores, 0.35, region, SoftmaxPrecision.For(bits, region.Dimensions[1]));
                return plan.Requantise("c", plan.Contract("pv", p, x, "ij,jk->ik"), bits, bits);
            case 4:
                return plan.Affine("sum", shape, bits, [plan.Term(3, x), plan.Term(-1, x)], random.Next(-5, 6));
            case 8 when shape.Dimensions[1] % 2 == 0:
                int split = plan.Reshape(x, new TensorShape([shape.Dimensions[0], 2, shape.Dimensions[1] / 2]));
                return plan.Reshape(plan.Affine("twice", plan.ShapeOf(split), bits, [plan.Term(2, split)]), shape);
            case 5:
                return plan.Transpose(x, [1, 0]);
            case 6:
                var table = new TableSpec(-16, 32, bits, bits, Midpoints: false, new UnaryExpression(UnaryFunction.Abs, new VariableExpression()));
                return plan.Activation("abs", x, random.Next(0, 2), 5, table, new LinearTail(-1, 0), new LinearTail(1, 0));
            default:
                return plan.Requantise("square", plan.Contract("xx", x, x, "ij,ij->ij"), bits + 4, bits);
        }
    }

    private static int Weights(PlanBuilder plan, Random random, int rows, int columns)
    {
        long[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => (long)random.Next(-9, 10))];
        return plan.Constant("w", new TensorShape([rows, columns]), 3, new IntegersRecipe([.. values]), values);
    }
}
