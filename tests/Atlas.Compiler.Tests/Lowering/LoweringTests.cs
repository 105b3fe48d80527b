using Atlas.Compiler.Plan;
using Atlas.Onnx;
using Atlas.Testing;
using static Atlas.Compiler.Tests.Lowering.Agreement;

namespace Atlas.Compiler.Tests.Lowering;

/// <summary>Tiny graphs: what they become, and that the integers agree with the float model.</summary>
public class LoweringTests
{
    private const float Epsilon = 1e-5f;

    // Half a step of a table of 2^12 entries over [-8, 8), times the steepest slope of GELU, and roundings.
    private const double TableStep = 3e-3;

    [Fact]
    public void GeluByTanh_FiveOperators_IsOneTableOnTheAccumulator()
    {
        OnnxModelBuilder model = Linear(4, 8)
            .ScalarInitializer("three", 3f).ScalarInitializer("cubic", 0.044715f).ScalarInitializer("root", 0.7978846f).ScalarInitializer("one", 1f).ScalarInitializer("half", 0.5f)
            .Node("Pow", ["h", "three"], ["p"]).Node("Mul", ["p", "cubic"], ["c"]).Node("Add", ["h", "c"], ["s"]).Node("Mul", ["s", "root"], ["r"])
            .Node("Tanh", ["r"], ["t"]).Node("Add", ["t", "one"], ["u"]).Node("Mul", ["h", "half"], ["g"]).Node("Mul", ["g", "u"], ["y"]).Output("y");
        ProofPlan plan = Agree(model, TableStep);
        Assert.Equal(["ContractionNode", "TableNode"], Kinds(plan));
        Assert.Single(plan.Sites);
    }

    [Fact]
    public void GeluByErf_WithBias_IsOneTableBehindAnExactSum()
    {
        OnnxModelBuilder model = Linear(4, 8).Initializer("bias", Numbers(8, 3), 8)
            .ScalarInitializer("root", 1.4142135f).ScalarInitializer("one", 1f).ScalarInitializer("half", 0.5f)
            .Node("Add", ["h", "bias"], ["b"]).Node("Div", ["b", "root"], ["d"]).Node("Erf", ["d"], ["e"]).Node("Add", ["e", "one"], ["u"]).Node("Mul", ["half", "u"], ["g"])
            .Node("Mul", ["b", "g"], ["y"]).Output("y");
        Assert.Equal(["ContractionNode", "AffineNode", "TableNode"], Kinds(Agree(model, TableStep)));
    }

    [Fact]
    public void Relu_BehindAProduct_IsAGateThatRounds() =>
        Assert.Equal(["ContractionNode", "GateNode"], Kinds(Agree(Linear(4, 8).Node("Relu", ["h"], ["y"]).Output("y"), 1e-3)));

    [Fact]
    public void Output_OfAProduct_IsTheAccumulator()
    {
        ProofPlan plan = Agree(Linear(4, 8, "y").Output("y"), 2e-3);
        Assert.Empty(plan.Sites);
        Assert.Equal(24, plan.Tensors[plan.Outputs[0].Tensor].ScaleBits);
    }

    [Fact]
    public void Weights_OfAProduct_HaveTheOutputAxisLeading()
    {
        ProofPlan plan = Agree(Linear(4, 8, "y").Output("y"), 2e-3);
        Assert.Equal([8, 4], plan.Tensors[plan.Constants[0].Tensor].Shape.Dimensions.ToArray());
        Assert.IsType<PermuteExpression>(((QuantisedRecipe)plan.Constants[0].Recipe).Source);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("division")]
    [InlineData("reciprocal")]
    public void LayerNorm_InEachForm_IsOneElementWideSite(string form)
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 1, 4, 8).Initializer("gain", Numbers(8, 5), 8).Initializer("offset", Numbers(8, 6), 8);
        if (form == "operator")
        {
            model.Node("LayerNormalization", ["x", "gain", "offset"], ["n"], ("axis", -1), ("epsilon", Epsilon));
        }
        else
        {
            model.Initializer("axes", [-1L]).ScalarInitializer("two", 2f).ScalarInitializer("eps", Epsilon)
                .Node("ReduceMean", ["x", "axes"], ["m"]).Node("Sub", ["x", "m"], ["d"]).Node("Pow", ["d", "two"], ["q"]).Node("ReduceMean", ["q", "axes"], ["v"])
                .Node("Add", ["v", "eps"], ["w"]).Node("Sqrt", ["w"], ["s"]);
            _ = form == "division"
                ? model.Node("Div", ["d", "s"], ["z"])
                : model.Node("Reciprocal", ["s"], ["r"]).Node("Mul", ["d", "r"], ["z"]);
            model.Node("Mul", ["z", "gain"], ["g"]).Node("Add", ["g", "offset"], ["n"]);
        }

        model.Initializer("k", Numbers(24, 7), 8, 3).Node("MatMul", ["n", "k"], ["y"]).Output("y");
        ProofPlan plan = Agree(model, 1e-2);
        Assert.Single(plan.Sites, static s => s.Shape.Elements == 32);
        Assert.Equal(2, plan.Constants.Length); // the gain is in the weights, the offset in a bias
    }

    [Fact]
    public void RmsNorm_Decomposed_IsOneElementWideSite()
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 4, 8).Initializer("axes", [-1L]).ScalarInitializer("two", 2f).ScalarInitializer("eps", Epsilon)
            .Node("Pow", ["x", "two"], ["q"]).Node("ReduceMean", ["q", "axes"], ["v"]).Node("Add", ["v", "eps"], ["w"]).Node("Sqrt", ["w"], ["s"]).Node("Reciprocal", ["s"], ["r"])
            .Node("Mul", ["x", "r"], ["y"]).Output("y");
        Assert.Single(Agree(model, 1e-2).Sites, static s => s.Shape.Elements == 32);
    }

    [Theory]
    [InlineData("where")]
    [InlineData("add")]
    [InlineData("none")]
    public void Softmax_CausalOrNot_AgreesOnItsRegion(string mask)
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 1, 2, 4, 4).ScalarInitializer("scale", 0.7f).Node("Mul", ["x", "scale"], ["s"]);
        bool[] hidden = [.. Enumerable.Range(0, 16).Select(static i => i % 4 > i / 4)];
        string scores = "s";
        if (mask == "where")
        {
            model.Initializer("mask", hidden, 1, 1, 4, 4).ScalarInitializer("inf", float.NegativeInfinity).Node("Where", ["mask", "inf", "s"], ["m"]);
            scores = "m";
        }
        else if (mask == "add")
        {
            model.Initializer("mask", [.. hidden.Select(static h => h ? -1e9f : 0f)], 4, 4).Node("Add", ["s", "mask"], ["m"]);
            scores = "m";
        }

        ProofPlan plan = Agree(model.Node("Softmax", [scores], ["y"], ("axis", -1)).Output("y"), 2e-3);
        Assert.Equal(mask != "none", plan.Sites.Any(static s => s.Shape.Causal));
    }

    [Fact]
    public void SingleRow_NormAndSoftmax_HaveRowsOfOneElement()
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 1, 6).Initializer("gain", Numbers(6, 5), 6)
            .Node("LayerNormalization", ["x", "gain"], ["n"], ("axis", -1), ("epsilon", Epsilon)).Initializer("k", Numbers(18, 7), 6, 3).Node("MatMul", ["n", "k"], ["s"])
            .Node("Softmax", ["s"], ["y"], ("axis", -1)).Output("y");
        Assert.Contains(Agree(model, 2e-3).Sites, static s => s.Shape.Rank == 0);
    }

    [Fact]
    public void SplitOfAProduct_ThreeParts_AreThreeProducts()
    {
        OnnxModelBuilder model = Linear(4, 12).Initializer("parts", [4L, 4, 4]).Node("Split", ["h", "parts"], ["a", "b", "c"], ("axis", -1))
            .Node("Add", ["a", "b"], ["d"]).Node("Add", ["d", "c"], ["y"]).Output("y");
        ProofPlan plan = Agree(model, 2e-3);
        Assert.Equal(3, plan.Nodes.Count(static n => n is ContractionNode));
        Assert.All(plan.Constants, c => Assert.Equal([4, 4], plan.Tensors[c.Tensor].Shape.Dimensions.ToArray()));
    }

    [Fact]
    public void Embedding_AtPublicIndices_IsAGatherOfTheTable()
    {
        byte[] model = new OnnxModelBuilder().Input("ids", ElementType.Int64, 1, 4).Initializer("table", Numbers(20, 9), 5, 4).Node("Gather", ["table", "ids"], ["y"]).Output("y").Build();
        ProofPlan plan = ModelCompiler.Compile(model, null, "tiny", new PlanOptions());
        Assert.Equal(new Interval(0, 4), plan.Tensors[plan.Inputs[0].Tensor].Range);
        Assert.Equal(TensorKind.Index, plan.Tensors[plan.Inputs[0].Tensor].Kind);
        Assert.Equal(["GatherNode"], Kinds(plan));
    }

    [Fact]
    public void Gemm_WithFactors_AgreesWithTheFloatModel()
    {
        OnnxModelBuilder model = new OnnxModelBuilder().Input("x", ElementType.Float, 3, 4).Initializer("w", Numbers(20, 4), 5, 4).Initializer("b", Numbers(5, 8), 5)
            .Node("Gemm", ["x", "w", "b"], ["y"], ("transB", 1), ("alpha", 0.5f), ("beta", 2f)).Output("y");
        Agree(model, 2e-3);
    }

    [Fact]
    public void ProductAndResidual_OfTwoValues_AgreeWithTheFloatModel()
    {
        OnnxModelBuilder model = Linear(4, 4).Node("Sigmoid", ["h"], ["g"]).Node("Mul", ["g", "x"], ["p"]).Node("Sub", ["p", "x"], ["y"]).Output("y");
        Agree(model, 2e-3);
    }

    private static OnnxModelBuilder Linear(int inputs, int outputs, string name = "h") =>
        new OnnxModelBuilder().Input("x", ElementType.Float, 1, 3, inputs).Initializer("w", Numbers(inputs * outputs, 1), inputs, outputs).Node("MatMul", ["x", "w"], [name]);
}
