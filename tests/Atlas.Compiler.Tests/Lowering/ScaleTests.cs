using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;
using static Atlas.Compiler.Tests.Lowering.Agreement;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>How many fraction bits a value gets, and where nothing is rounded, by who reads it (docs/semantics.md).</summary>
public class ScaleTests
{
    [Fact]
    public void Residual_ThatANormReads_IsNotRounded()
    {
        ProofPlan plan = Agree(Residual().Initializer("k", Numbers(24, 7), 8, 3).Node("MatMul", ["n", "k"], ["y"]).Output("y"), 3e-2, (-2, 2));
        PlanTensor sum = Tensor(plan, "s");
        Assert.Equal(Tensor(plan, "h").ScaleBits, sum.ScaleBits);
        Assert.Equal(["n"], plan.Sites.Where(static s => s.Shape.Elements == 32).Select(static s => s.Name));
    }

    [Fact]
    public void Residual_WhoseSquaresDoNotFit_IsASumOfActivations()
    {
        OnnxModelBuilder model = Residual().Initializer("k", Numbers(24, 7), 8, 3).Node("MatMul", ["n", "k"], ["y"]).Output("y");
        ProofPlan plan = Agree(model, 3e-2, (-16, 16));
        Assert.Equal(12, Tensor(plan, "s").ScaleBits);
        Assert.Equal(["h", "n"], plan.Sites.Where(static s => s.Shape.Elements == 32).Select(static s => s.Name));
    }

    [Fact]
    public void Norm_ThatOnlyProductsWithWeightsRead_HasFourBitsFewer()
    {
        OnnxModelBuilder model = Residual().Initializer("gain", Numbers(8, 5), 8).Node("Mul", ["n", "gain"], ["g"])
            .Initializer("k", Numbers(24, 7), 8, 3).Node("MatMul", ["g", "k"], ["y"]).Output("y");
        Assert.Equal(8, Tensor(Agree(model, 3e-2), "n").ScaleBits);
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("output")]
    public void Norm_ThatAnotherReads_KeepsItsBits(string reader)
    {
        OnnxModelBuilder model = Residual();
        _ = reader == "sum" ? model.Node("Add", ["n", "x"], ["y"]).Output("y") : model.Output("n");
        Assert.Equal(12, Tensor(Agree(model, 3e-3), "n").ScaleBits);
    }

    [Theory]
    [InlineData("weights", 10)]
    [InlineData("itself", 12)]
    public void Table_ByItsReaders_HasTheirBits(string reader, int bits)
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 1, 4, 8).Node("Tanh", ["x"], ["t"]);
        _ = reader == "weights" ? model.Initializer("k", Numbers(24, 7), 8, 3).Node("MatMul", ["t", "k"], ["y"]) : model.Initializer("w", Numbers(64, 4), 8, 8).Node("MatMul", ["x", "w"], ["h"]).Node("Mul", ["t", "h"], ["y"]);
        Assert.Equal(bits, Tensor(Agree(model.Output("y"), 2e-2), "t").ScaleBits);
    }

    /// <summary>n = LayerNorm(x + x·W).</summary>
    private static OnnxModelBuilder Residual() => new OnnxModelBuilder().Input("x", ElementType.Float, 1, 4, 8)
        .Initializer("w", Numbers(64, 4), 8, 8).Node("MatMul", ["x", "w"], ["h"]).Node("Add", ["x", "h"], ["s"])
        .Initializer("one", [.. Enumerable.Repeat(1f, 8)], 8).Node("LayerNormalization", ["s", "one"], ["n"], ("axis", -1), ("epsilon", 1e-5f));

    private static PlanTensor Tensor(ProofPlan plan, string name) => plan.Tensors.Last(t => t.Name == name);
}
