using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>What cannot be proven is a typed error that names node, operator, what is at fault and what would work.</summary>
public class RefusedModelTests
{
    private static OnnxModelBuilder Square(string name = "x") => new OnnxModelBuilder().Input(name, ElementType.Float, 4, 4);

    [Fact]
    public void Operator_ThatCannotBeProven_IsNamed()
    {
        AtlasModelException error = Refused(Square().NamedNode("sum", "CumSum", ["x", "axis"], ["y"]).ScalarInitializer("axis", 0L).Output("y"));
        Assert.Equal("sum", error.NodeName);
        Assert.Equal("CumSum", error.Operator);
        Assert.Contains("MatMul", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_ThatIsNotCausal_IsNamed()
    {
        bool[] mask = new bool[16];
        mask[1] = true;
        AtlasModelException error = Refused(Square().Initializer("mask", mask, 4, 4).ScalarInitializer("inf", float.NegativeInfinity)
            .NamedNode("hide", "Where", ["mask", "inf", "x"], ["m"]).Node("Softmax", ["m"], ["y"]).Output("y"));
        Assert.Equal("hide", error.NodeName);
        Assert.Contains("causal", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_WithoutASoftmax_IsRefused()
    {
        bool[] hidden = [.. Enumerable.Range(0, 16).Select(static i => i % 4 > i / 4)];
        AtlasModelException error = Refused(Square().Initializer("mask", hidden, 4, 4).ScalarInitializer("inf", float.NegativeInfinity)
            .NamedNode("hide", "Where", ["mask", "inf", "x"], ["y"]).Output("y"));
        Assert.Contains("Softmax", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Softmax_OverAnotherAxis_IsNamed() =>
        Assert.Contains("axis 0", Refused(Square().Node("Softmax", ["x"], ["y"], ("axis", 0)).Output("y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Reshape_ThatIsNotAligned_NamesItsNode()
    {
        AtlasModelException error = Refused(new OnnxModelBuilder().Input("x", ElementType.Float, 3, 6).Initializer("shape", [3L, 2, 3])
            .NamedNode("split", "Reshape", ["x", "shape"], ["y"]).Output("y"));
        Assert.Equal("split", error.NodeName);
        Assert.Contains("[3,6]", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void IntegerInput_ThatIsNoIndex_IsNamed()
    {
        AtlasModelException error = Refused(new OnnxModelBuilder().Input("ids", ElementType.Int64, 4).Node("Add", ["ids", "ids"], ["y"]).Output("y"));
        Assert.Contains("ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_WithNaN_AreRefused() =>
        Assert.Contains("NaN", Refused(Square().Initializer("w", [.. Enumerable.Repeat(float.NaN, 16)], 4, 4).Node("MatMul", ["x", "w"], ["y"]).Output("y")).Message, StringComparison.Ordinal);

    [Fact]
    public void Function_ThatIsNotLinearOutsideItsTable_IsRefused()
    {
        OnnxModelBuilder model = Square().Initializer("w", [.. Enumerable.Repeat(1f, 16)], 4, 4).Node("MatMul", ["x", "w"], ["h"]).NamedNode("e", "Exp", ["h"], ["y"]).Output("y");
        AtlasModelException error = Refused(model);
        Assert.Equal("e", error.NodeName);
        Assert.Contains("not linear", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        byte[] model = Square().Node("Relu", ["x"], ["y"]).Output("y").Build();
        Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(model, null, "tiny", new PlanOptions { ScaleBits = 40 }));
        Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(model, null, "tiny", new PlanOptions { CommitmentWidth = 99 }));
    }

    [Fact]
    public void Cancellation_BeforeTheWork_IsHonoured() => Assert.Throws<OperationCanceledException>(
        () => ModelCompiler.Compile(Square().Node("Relu", ["x"], ["y"]).Output("y").Build(), null, "tiny", new PlanOptions(), new CancellationToken(canceled: true)));

    private static AtlasModelException Refused(OnnxModelBuilder model) =>
        Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(model.Build(), null, "tiny", new PlanOptions()));
}
