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

    [Theory]
    [InlineData(ElementType.Int64)]
    [InlineData(ElementType.Int32)]
    [InlineData(ElementType.Bool)]
    public void Cast_OfARealToIntegersOrBooleans_IsNamed(ElementType type)
    {
        AtlasModelException error = Refused(Square().NamedNode("cut", "Cast", ["x"], ["i"], ("to", (int)type)).Node("Cast", ["i"], ["y"], ("to", (int)ElementType.Float)).Output("y"));
        Assert.Equal("cut", error.NodeName);
        Assert.Contains("cast", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Cast_BetweenReals_IsTheIdentity() =>
        Assert.Equal(2, ModelCompiler.Compile(
            Square().Node("Cast", ["x"], ["d"], ("to", (int)ElementType.Double)).Node("Cast", ["d"], ["f"], ("to", (int)ElementType.Float)).Node("Relu", ["f"], ["y"]).Output("y").Build(),
            null, "tiny", new PlanOptions()).Tensors.Length);

    [Fact]
    public void Dropout_InTrainingMode_IsNamed()
    {
        AtlasModelException error = Refused(Square().ScalarInitializer("ratio", 0.5f).Initializer("training", [true])
            .NamedNode("drop", "Dropout", ["x", "ratio", "training"], ["y"]).Output("y"));
        Assert.Equal("drop", error.NodeName);
        Assert.Contains("training", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Mask_OfADropout_IsNoValue()
    {
        Refused(Square().Node("Dropout", ["x"], ["y", "mask"]).Output("mask"));
        AtlasModelException error = Refused(Square().Node("Dropout", ["x"], ["d", "mask"]).NamedNode("read", "Cast", ["mask"], ["y"], ("to", (int)ElementType.Float)).Output("y"));
        Assert.Equal("read", error.NodeName);
    }

    [Fact]
    public void Condition_ThatEnlargesTheScores_IsNamed()
    {
        bool[] hidden = [.. Enumerable.Range(0, 32).Select(static i => i % 4 > i / 4 % 4)];
        AtlasModelException error = Refused(new OnnxModelBuilder().Input("x", ElementType.Float, 1, 1, 4, 4).Initializer("mask", hidden, 2, 1, 4, 4)
            .ScalarInitializer("inf", float.NegativeInfinity).NamedNode("hide", "Where", ["mask", "inf", "x"], ["m"]).Node("Softmax", ["m"], ["y"]).Output("y"));
        Assert.Equal("hide", error.NodeName);
    }

    [Fact]
    public void Index_OfTwoTables_NeedsOneExtent()
    {
        OnnxModelBuilder Tables(int second) => new OnnxModelBuilder().Input("ids", ElementType.Int64, 3).Initializer("a", new float[20], 5, 4).Initializer("b", new float[4 * second], second, 4)
            .Node("Gather", ["a", "ids"], ["p"]).Node("Gather", ["b", "ids"], ["q"]).Node("Add", ["p", "q"], ["y"]).Output("y");
        Assert.Contains("5 and 6", Refused(Tables(6)).Detail, StringComparison.Ordinal);
        ModelCompiler.Compile(Tables(5).Build(), null, "tiny", new PlanOptions());
    }

    [Fact]
    public void Table_OfIntegers_IsNamed()
    {
        AtlasModelException error = Refused(new OnnxModelBuilder().Input("ids", ElementType.Int64, 3).Initializer("table", [7L, 8, 9])
            .NamedNode("look", "Gather", ["table", "ids"], ["y"]).Output("y"));
        Assert.Equal("look", error.NodeName);
    }

    [Fact]
    public void RmsNorm_OverOneElement_IsNamed()
    {
        AtlasModelException error = Refused(new OnnxModelBuilder(opset: 23).Input("x", ElementType.Float, 8, 1).Initializer("gain", [1f], 1)
            .NamedNode("norm", "RMSNormalization", ["x", "gain"], ["y"]).Output("y"));
        Assert.Equal("norm", error.NodeName);
    }

    [Fact]
    public void Reciprocal_OfWhatMayBeZero_IsNamed()
    {
        AtlasModelException error = Refused(Square().NamedNode("inverse", "Reciprocal", ["x"], ["y"]).Output("y"), (-1, 1));
        Assert.Equal("inverse", error.NodeName);
        Assert.Contains("no value", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void SquareRoot_OfWhatMayBeNegative_IsNamed() =>
        Assert.Equal("root", Refused(Square().NamedNode("root", "Sqrt", ["x"], ["y"]).Output("y"), (-1, 1)).NodeName);

    [Fact]
    public void Factor_ThatIsInfinite_IsNamed()
    {
        AtlasModelException error = Refused(Square().ScalarInitializer("c", float.PositiveInfinity).NamedNode("times", "Mul", ["x", "c"], ["y"]).Output("y"));
        Assert.Equal("times", error.NodeName);
    }

    [Theory]
    [InlineData(1, -1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(0, 1e30)]
    public void DeclaredRange_ThatIsNone_IsNamed(double low, double high)
    {
        AtlasModelException error = Refused(Square().Node("Relu", ["x"], ["y"]).Output("y"), (low, high));
        Assert.Contains("'x'", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ids")]
    [InlineData("z")]
    public void DeclaredRange_OfNoRealInput_IsNamed(string name)
    {
        byte[] model = new OnnxModelBuilder().Input("ids", ElementType.Int64, 3).Initializer("table", new float[20], 5, 4).Node("Gather", ["table", "ids"], ["y"]).Output("y").Build();
        AtlasModelException error = Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(model, null, "tiny", new PlanOptions { InputRanges = [new InputRange(name, 0, 1)] }));
        Assert.Contains($"'{name}'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_OfTooManyBits_IsNamed()
    {
        AtlasModelException error = Refused(Square().ScalarInitializer("c", 3.3f).Node("Mul", ["x", "c"], ["y"]).Output("y"), (-1e13, 1e13));
        Assert.Contains("'y'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_LongerThanALabel_AreRefused()
    {
        string name = new('é', 101);
        Assert.Contains("202", Refused(Square(name).Node("Relu", [name], ["y"]).Output("y")).Detail, StringComparison.Ordinal);
        Assert.Contains("202", Refused(Square().Node("Relu", ["x"], [name]).Output(name)).Detail, StringComparison.Ordinal);
        byte[] model = Square().Node("Relu", ["x"], ["y"]).Output("y").Build();
        Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(model, null, name, new PlanOptions()));
    }

    [Fact]
    public void Product_OfMoreBatchAxesThanLetters_IsNamed()
    {
        long[] shape = [.. Enumerable.Repeat(1L, 11), 2, 2];
        Assert.Equal("p", Refused(new OnnxModelBuilder().Input("x", ElementType.Float, shape).NamedNode("p", "MatMul", ["x", "x"], ["y"]).Output("y")).NodeName);
    }

    private static AtlasModelException Refused(OnnxModelBuilder model, (double Low, double High)? declared = null) => Assert.Throws<AtlasModelException>(() => ModelCompiler.Compile(
        model.Build(), null, "tiny", new PlanOptions { InputRanges = declared is var (low, high) ? [new InputRange("x", low, high)] : [] }));
}
