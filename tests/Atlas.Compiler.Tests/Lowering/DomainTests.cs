using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;
using static Atlas.Compiler.Tests.Lowering.Agreement;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>Functions that are not defined everywhere, rows that are wide, factors that are zero, norms that are none.</summary>
public class DomainTests
{
    private const double TableStep = 4e-3;

    private static OnnxModelBuilder Input(params long[] dimensions) => new OnnxModelBuilder().Input("x", ElementType.Float, dimensions);

    [Fact]
    public void Reciprocal_OfPositiveInputs_IsATable() => Agree(Input(4, 4).Node("Reciprocal", ["x"], ["y"]).Output("y"), TableStep, (1, 4));

    [Fact]
    public void SquareRoot_OfInputsThatAreNotNegative_IsATable() => Agree(
        Input(4, 4).ScalarInitializer("c", 1f).Node("Add", ["x", "c"], ["s"]).Node("Sqrt", ["s"], ["y"]).Output("y"), TableStep, (0, 4));

    [Fact]
    public void Product_WithZero_IsZeroAndLeavesNothingBehind()
    {
        OnnxModelBuilder model = Input(4, 8).Initializer("gain", Numbers(8, 5), 8).ScalarInitializer("zero", 0f)
            .Node("LayerNormalization", ["x", "gain"], ["n"], ("axis", -1)).Node("Mul", ["n", "zero"], ["z"]).Node("Add", ["z", "x"], ["y"]).Output("y");
        Assert.Empty(Agree(model, 1e-3).Sites);
    }

    [Fact]
    public void Softmax_OfAProductWithZero_IsUniform() =>
        Agree(Input(4, 8).ScalarInitializer("zero", 0f).Node("Mul", ["x", "zero"], ["z"]).Node("Softmax", ["z"], ["y"], ("axis", -1)).Output("y"), 1e-3);

    [Fact]
    public void Softmax_OverWideRows_KeepsTheBitsOfItsInverse() =>
        Agree(Input(2, 1500).Node("Softmax", ["x"], ["y"], ("axis", -1)).Output("y"), 0.55 / 4096, (-0.2, 0.2));

    [Theory]
    [InlineData("Div")]
    [InlineData("Mul")]
    public void RootOfMeanSquares_WithoutKeptAxis_IsNoRmsNorm(string combination)
    {
        OnnxModelBuilder model = Input(4, 4).Initializer("axes", [-1L]).ScalarInitializer("eps", 1f).ScalarInitializer("two", 2f)
            .Node("Pow", ["x", "two"], ["q"]).Node("ReduceMean", ["q", "axes"], ["v"], ("keepdims", 0)).Node("Add", ["v", "eps"], ["w"]).Node("Sqrt", ["w"], ["s"]);
        if (combination == "Div")
        {
            byte[] bytes = model.Node("Div", ["x", "s"], ["y"]).Output("y").Build();
            Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(bytes, null, "tiny", new PlanOptions()));
            return;
        }

        Agree(model.Node("Reciprocal", ["s"], ["r"]).Node("Mul", ["x", "r"], ["y"]).Output("y"), 1e-2, (-1, 1));
    }

    [Fact]
    public void Difference_FromAMeanWithoutKeptAxis_IsNoLayerNorm()
    {
        OnnxModelBuilder model = Input(4, 4).Initializer("axes", [-1L]).ScalarInitializer("eps", 1e-5f).ScalarInitializer("two", 2f)
            .Node("ReduceMean", ["x", "axes"], ["m"], ("keepdims", 0)).Node("Sub", ["x", "m"], ["d"]).Node("Pow", ["d", "two"], ["q"]).Node("ReduceMean", ["q", "axes"], ["v"])
            .Node("Add", ["v", "eps"], ["w"]).Node("Sqrt", ["w"], ["s"]).Node("Div", ["d", "s"], ["y"]).Output("y");
        Agree(model, 1e-2);
    }

    [Fact]
    public void Product_WithWeightsOfNineAxes_HasALetterForEach() => Agree(
        Input(2, 2, 2, 2, 2, 2, 2, 2, 2).Initializer("w", Numbers(6, 3), 2, 3).Node("MatMul", ["x", "w"], ["y"]).Output("y"), 2e-3);

    [Fact]
    public void Gain_OfATransposedSum_LeavesNoDeadLayout()
    {
        OnnxModelBuilder model = Input(4, 8).Initializer("w", Numbers(64, 1), 8, 8).Node("MatMul", ["x", "w"], ["h"]).Node("Transpose", ["h"], ["t"])
            .Initializer("gain", Numbers(4, 5), 4).Node("Mul", ["t", "gain"], ["y"]).Output("y");
        Assert.Single(Agree(model, 5e-3).Nodes, static n => n is LayoutNode);
    }
}
