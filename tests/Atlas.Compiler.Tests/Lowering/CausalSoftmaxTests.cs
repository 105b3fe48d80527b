using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;
using static Atlas.Compiler.Tests.Lowering.Agreement;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>A causal softmax is zero above the diagonal; what reads it need not be.</summary>
public class CausalSoftmaxTests
{
    private static OnnxModelBuilder Attention()
    {
        bool[] hidden = [.. Enumerable.Range(0, 16).Select(static i => i % 4 > i / 4)];
        return new OnnxModelBuilder().Input("x", ElementType.Float, 1, 4, 4).Initializer("mask", hidden, 4, 4).ScalarInitializer("inf", float.NegativeInfinity)
            .Node("Where", ["mask", "inf", "x"], ["m"]).Node("Softmax", ["m"], ["p"], ("axis", -1));
    }

    [Fact]
    public void Sum_WithAScalar_CountsAboveTheDiagonal() => Agree(Attention().ScalarInitializer("one", 1f).Node("Add", ["p", "one"], ["y"]).Output("y"), 2e-3);

    [Fact]
    public void Bias_OfAVector_CountsAboveTheDiagonal() => Agree(Attention().Initializer("b", Numbers(4, 1), 4).Node("Add", ["p", "b"], ["y"]).Output("y"), 2e-3);

    [Fact]
    public void Exponential_OfZero_IsOneAboveTheDiagonal() => Agree(Attention().Node("Exp", ["p"], ["y"]).Output("y"), 8e-3);

    [Fact]
    public void LayerNorm_OfARow_SeesItsZeros() => Agree(
        Attention().Initializer("gain", [1f, 1f, 1f, 1f], 4).Node("LayerNormalization", ["p", "gain"], ["y"], ("axis", -1)).Output("y"), 1e-2);

    [Fact]
    public void Softmax_OfASoftmax_SeesItsZeros() => Agree(Attention().Node("Softmax", ["p"], ["y"], ("axis", -1)).Output("y"), 2e-3);

    [Fact]
    public void Transpose_OfASoftmax_IsDense() => Agree(Attention().Node("Transpose", ["p"], ["y"], ("perm", new[] { 0L, 2, 1 })).Output("y"), 2e-3);

    [Theory]
    [InlineData("values")]
    [InlineData("weights")]
    [InlineData("squeezed")]
    public void Product_OfMatrices_TakesTheCausalTensorAsItIs(string right)
    {
        OnnxModelBuilder model = Attention();
        _ = right switch
        {
            "values" => model.Node("MatMul", ["p", "x"], ["y"]),
            "weights" => model.Initializer("w", Numbers(12, 4), 4, 3).Node("MatMul", ["p", "w"], ["y"]),
            _ => model.Initializer("axes", [0L]).Node("Squeeze", ["p", "axes"], ["q"]).Node("Squeeze", ["x", "axes"], ["v"]).Node("MatMul", ["q", "v"], ["y"]),
        };
        ProofPlan plan = Agree(model.Output("y"), 4e-3);
        var product = Assert.IsType<ContractionNode>(plan.Nodes[^1]);
        Assert.True(plan.Tensors[product.Left].Shape.Causal);
    }
}
