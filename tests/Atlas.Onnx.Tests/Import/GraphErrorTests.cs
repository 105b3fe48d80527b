using Atlas.Testing;

namespace Atlas.Onnx.Tests.Import;

public sealed class GraphErrorTests
{
    private static AtlasModelException Refuse(OnnxModelBuilder builder, OnnxLoadOptions? options = null) =>
        Assert.Throws<AtlasModelException>(() => builder.BuildGraph(options));

    private static OnnxModelBuilder Vector() => new OnnxModelBuilder().Input("x", ElementType.Float, 4);

    [Fact]
    public void UnknownOperator_NamesNodeAndNearest()
    {
        AtlasModelException error = Refuse(Vector().NamedNode("act", "Softmaxx", ["x"], ["y"]).Output("y"));

        Assert.Equal(("act", "Softmaxx"), (error.NodeName, error.Operator));
        Assert.Equal("node 'act' (Softmaxx): operator 'Softmaxx' is not supported; the nearest supported are Softmax, LogSoftmax, Softplus", error.Message);
    }

    [Fact]
    public void OperatorUnlikeAnyOther_ListsTheSupportedOnes()
    {
        AtlasModelException error = Refuse(Vector().Node("Bernoulli", ["x"], ["y"]).Output("y"));

        Assert.StartsWith("supported are Abs, Acos, Acosh,", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherDomain_IsNamed()
    {
        OnnxModelBuilder builder = Vector().Node("Relu", ["x"], ["y"]).Output("y");
        builder.Proto.Graph.Node[0].Domain = "com.microsoft";

        Assert.Contains("'com.microsoft'", Refuse(builder).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void UnnamedNode_IsNamedByOperatorAndPosition()
    {
        AtlasModelException error = Refuse(Vector().Node("Relu", ["x"], ["a"]).Node("Frobnicate", ["a"], ["y"]).Output("y"));

        Assert.Equal("Frobnicate_1", error.NodeName);
    }

    [Fact]
    public void MissingInput_NamesValueAndReader()
    {
        AtlasModelException error = Refuse(Vector().NamedNode("sum", "Add", ["x", "ghost"], ["y"]).Output("y"));

        Assert.Equal("sum", error.NodeName);
        Assert.Contains("'ghost'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingOutput_IsNamed() =>
        Assert.Contains("'ghost'", Refuse(Vector().Node("Relu", ["x"], ["y"]).Output("ghost")).Detail, StringComparison.Ordinal);

    [Fact]
    public void Cycle_IsNamed()
    {
        AtlasModelException error = Refuse(Vector().NamedNode("a", "Add", ["x", "q"], ["p"]).NamedNode("b", "Relu", ["p"], ["q"]).Output("q"));

        Assert.Contains("cycle through or before 'a', 'b'", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void NodeThatReadsItself_IsCycle() =>
        Assert.Contains("cycle", Refuse(Vector().Node("Add", ["x", "y"], ["y"]).Output("y")).Detail, StringComparison.Ordinal);

    [Fact]
    public void NodesOutOfOrder_AreSorted()
    {
        OnnxGraph graph = Vector().NamedNode("second", "Neg", ["a"], ["y"]).NamedNode("first", "Relu", ["x"], ["a"]).Output("y").BuildGraph();

        Assert.Equal(["first", "second"], graph.Nodes.Select(static node => node.Name));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("x")]
    public void OutputNameTaken_IsNamed(string taken)
    {
        AtlasModelException error = Refuse(Vector().Node("Relu", ["x"], ["a"]).NamedNode("again", "Neg", ["x"], [taken]).Output("a"));

        Assert.Equal("again", error.NodeName);
        Assert.Contains($"'{taken}' has another producer", error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoInputsOfOneName_AreRefused() =>
        Assert.Contains("'x' is given to two", Refuse(Vector().Input("x", ElementType.Float, 1).Output("x")).Detail, StringComparison.Ordinal);

    [Fact]
    public void UnboundSymbol_NamesItAndTheOption()
    {
        AtlasModelException error = Refuse(new OnnxModelBuilder().SymbolicInput("x", ElementType.Float, "batch").Node("Relu", ["x"], ["y"]).Output("y"));

        Assert.Contains("'batch' (axis 0 of input 'x')", error.Detail, StringComparison.Ordinal);
        Assert.Contains("Dimensions=\"batch=...\"", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void BoundSymbol_GivesTheExtentToAllAxesOfThatName()
    {
        OnnxGraph graph = new OnnxModelBuilder()
            .SymbolicInput("x", ElementType.Float, "batch", "n").SymbolicInput("z", ElementType.Float, "n")
            .Node("Add", ["x", "z"], ["y"]).Output("y")
            .BuildGraph(new OnnxLoadOptions { Dimensions = new Dictionary<string, long> { ["batch"] = 2, ["n"] = 5 } });

        Assert.Equal(new OnnxShape(2, 5), graph.Of("y").Shape);
        Assert.Equal(new OnnxShape(5), graph.Of("z").Shape);
    }

    [Fact]
    public void BindingOfUnknownSymbol_NamesTheKnownOnes()
    {
        OnnxModelBuilder builder = new OnnxModelBuilder().SymbolicInput("x", ElementType.Float, "batch").Node("Relu", ["x"], ["y"]).Output("y");

        AtlasModelException error = Refuse(builder, new OnnxLoadOptions { Dimensions = new Dictionary<string, long> { ["bach"] = 2 } });

        Assert.Contains("'bach'", error.Detail, StringComparison.Ordinal);
        Assert.Contains("batch", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownAttribute_IsNamed()
    {
        AtlasModelException error = Refuse(Vector().Node("Softmax", ["x"], ["y"], ("axes", 0)).Output("y"));

        Assert.Contains("unknown attribute 'axes' at opset 18; supported are axis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttributeOfAnotherOpset_IsUnknown()
    {
        OnnxModelBuilder builder = Vector().Node("ReduceSum", ["x"], ["y"], ("axes", new[] { 0L })).Output("y");

        Assert.Contains("unknown attribute 'axes' at opset 18", Refuse(builder).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AttributeOfAnotherType_IsNamed() => Assert.Contains(
        "attribute 'axis' is not an integer", Refuse(Vector().Node("Softmax", ["x"], ["y"], ("axis", 1f)).Output("y")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Add", 1)]
    [InlineData("Relu", 2)]
    public void WrongNumberOfInputs_IsNamed(string operatorType, int count)
    {
        OnnxModelBuilder builder = Vector().Node(operatorType, [.. Enumerable.Repeat("x", count)], ["y"]).Output("y");

        Assert.Contains($"{count} inputs instead of", Refuse(builder).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void OperatorNewerThanOpset_NamesTheFirstOpset() => Assert.Contains(
        "supported from opset 20",
        Refuse(new OnnxModelBuilder(19).Input("x", ElementType.Float, 4).Node("Gelu", ["x"], ["y"]).Output("y")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void ShapesThatDoNotBroadcast_AreNamed()
    {
        AtlasModelException error = Refuse(Vector().Input("z", ElementType.Float, 3).Node("Add", ["x", "z"], ["y"]).Output("y"));

        Assert.Contains("shapes [4] and [3] do not broadcast", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MixedElementTypes_AreNamed()
    {
        AtlasModelException error = Refuse(Vector().Input("z", ElementType.Int64, 4).Node("Add", ["x", "z"], ["y"]).Output("y"));

        Assert.Contains("Float and Int64; insert a Cast", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShapeThatDependsOnAnInput_IsNamed()
    {
        AtlasModelException error = Refuse(Vector().Input("shape", ElementType.Int64, 2).Node("Reshape", ["x", "shape"], ["y"]).Output("y"));

        Assert.Contains("the shape (input 'shape') is not known at build time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BoundInput_DecidesAShapeAndIsNoInput()
    {
        OnnxGraph graph = Vector().Input("shape", ElementType.Int64, 2).Node("Reshape", ["x", "shape"], ["y"]).Output("y")
            .BuildGraph(new OnnxLoadOptions { BoundInputs = new Dictionary<string, OnnxTensor> { ["shape"] = OnnxTensor.FromIntegers(new(2), [2, -1]) } });

        Assert.Equal(new OnnxShape(2, 2), graph.Of("y").Shape);
        Assert.Equal(["x"], graph.Inputs.Select(static input => input.Name));
    }

    [Fact]
    public void ShapeArithmeticThatOverflows_IsTypedError()
    {
        OnnxModelBuilder builder = Vector().Initializer("repeats", [long.MaxValue]).Node("Tile", ["x", "repeats"], ["y"]).Output("y");

        Assert.Equal("Tile", Refuse(builder).Operator);
    }

    [Fact]
    public void HugeResult_IsTypedError()
    {
        OnnxModelBuilder builder = Vector().Initializer("shape", [1L << 20, 1 << 20, 4]).Node("Expand", ["x", "shape"], ["y"]).Output("y");

        Assert.Contains("at most 2^31 - 1 elements", Refuse(builder).Message, StringComparison.Ordinal);
    }
}
