using Atlas.Testing;

namespace Atlas.Onnx.Tests.Folding;

public sealed class ConstantFolderTests
{
    [Fact]
    public void Fold_ShapeSubgraph_LeavesOneReshape()
    {
        OnnxGraph graph = ConstantFolder.Fold(new OnnxModelBuilder()
            .SymbolicInput("x", ElementType.Float, "batch", "length", "width")
            .Initializer("zero", [0L]).Initializer("rest", [-1L]).ScalarInitializer("two", 2L)
            .Node("Shape", ["x"], ["shape"])
            .Node("Gather", ["shape", "zero"], ["batch"])
            .Node("Mul", ["batch", "two"], ["double"])
            .Node("Concat", ["double", "rest"], ["target"], ("axis", 0))
            .Node("Reshape", ["x", "target"], ["y"])
            .Output("y")
            .BuildGraph(new OnnxLoadOptions { Dimensions = new Dictionary<string, long> { ["batch"] = 3, ["length"] = 4, ["width"] = 5 } }));

        OnnxNode reshape = Assert.Single(graph.Nodes);
        Assert.Equal("Reshape", reshape.OpType);
        Assert.Equal(new OnnxShape(6, 10), graph.Of("y").Shape);
        Assert.Equal(["target"], graph.Initializers.Select(static value => value.Name));
        Assert.Equal([6, -1], graph.Of("target").Constant!.Integers.ToArray());
    }

    [Fact]
    public void Fold_CausalMask_IsConstant()
    {
        OnnxGraph graph = ConstantFolder.Fold(new OnnxModelBuilder()
            .Input("x", ElementType.Float, 3, 3)
            .ScalarInitializer("start", 0L).ScalarInitializer("step", 1L).Initializer("column", [1L]).ScalarInitializer("low", float.NegativeInfinity)
            .Node("Shape", ["x"], ["shape"], ("end", 1))
            .Node("Squeeze", ["shape"], ["n"])
            .Node("Range", ["start", "n", "step"], ["range"])
            .Node("Unsqueeze", ["range", "column"], ["rows"])
            .Node("LessOrEqual", ["range", "rows"], ["mask"])
            .Node("Where", ["mask", "x", "low"], ["y"])
            .Output("y").BuildGraph());

        Assert.Equal("Where", Assert.Single(graph.Nodes).OpType);
        Assert.Equal([1, 0, 0, 1, 1, 0, 1, 1, 1], graph.Of("mask").Constant!.Integers.ToArray());
    }

    [Fact]
    public void Fold_LayoutOfAWeight_KeepsTheWayToItsBytes()
    {
        OnnxGraph graph = ConstantFolder.Fold(new OnnxModelBuilder()
            .Input("x", ElementType.Float, 1, 2)
            .Initializer("w", [1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], 4, 2)
            .Node("Transpose", ["w"], ["t"])
            .Node("Split", ["t"], ["left", "right"], ("axis", 1), ("num_outputs", 2))
            .Node("MatMul", ["x", "right"], ["y"])
            .Output("y").BuildGraph());

        OnnxTensor right = graph.Of("right").Constant!;
        Assert.Equal([5, 7, 6, 8], right.Reals.ToArray());
        TensorOrigin.Layout slice = Assert.IsType<TensorOrigin.Layout>(right.Origin);
        Assert.Equal([0, 2], Assert.IsType<LayoutStep.Slice>(slice.Step).Starts.ToArray());
        TensorOrigin.Layout permute = Assert.IsType<TensorOrigin.Layout>(Assert.Single(slice.Parents).Origin);
        Assert.Equal([1, 0], Assert.IsType<LayoutStep.Permute>(permute.Step).Axes.ToArray());
        Assert.IsType<TensorOrigin.Stored>(Assert.Single(permute.Parents).Origin);
        Assert.Equal(["right"], graph.Initializers.Select(static value => value.Name));
    }

    [Fact]
    public void Fold_ArithmeticOnWeights_KeepsNodeAndInputs()
    {
        OnnxGraph graph = ConstantFolder.Fold(new OnnxModelBuilder()
            .Input("x", ElementType.Float, 2)
            .Initializer("w", [1f, 2f], 2).ScalarInitializer("half", 0.5f)
            .Node("Mul", ["w", "half"], ["scaled"])
            .Node("Add", ["x", "scaled"], ["y"])
            .Output("y").BuildGraph());

        OnnxTensor scaled = graph.Of("scaled").Constant!;
        TensorOrigin.Computed origin = Assert.IsType<TensorOrigin.Computed>(scaled.Origin);
        Assert.Equal([0.5, 1], scaled.Reals.ToArray());
        Assert.Equal("Mul", origin.Node.OpType);
        Assert.All(origin.Inputs, static input => Assert.IsType<TensorOrigin.Stored>(input!.Origin));
    }

    [Fact]
    public void Fold_IdentityOfAWeight_IsTheWeight()
    {
        OnnxGraph graph = new OnnxModelBuilder().Initializer("w", [1f], 1).Node("Identity", ["w"], ["y"]).Output("y").BuildGraph();

        Assert.Same(graph.Of("w").Constant, graph.Of("y").Constant);
    }

    [Fact]
    public void Fold_ConstantOutput_StaysAnOutput()
    {
        OnnxGraph graph = ConstantFolder.Fold(
            new OnnxModelBuilder().Input("x", ElementType.Float, 2, 3).Node("Shape", ["x"], ["y"]).Output("y").BuildGraph());

        Assert.Empty(graph.Nodes);
        Assert.Equal([2, 3], ReferenceExecutor.Run(graph, new Dictionary<string, OnnxTensor> { ["x"] = Operators.OperatorRules.Counting(2, 3) })["y"].Integers.ToArray());
    }

    [Fact]
    public void Fold_DeadNodes_AreGone()
    {
        OnnxGraph graph = ConstantFolder.Fold(
            new OnnxModelBuilder().Input("x", ElementType.Float, 1).Node("Relu", ["x"], ["y"]).Node("Neg", ["y"], ["dead"]).Output("y").BuildGraph());

        Assert.Equal(["Relu"], graph.Nodes.Select(static node => node.OpType));
        Assert.Empty(graph.ConsumersOf("y"));
    }

    [Theory]
    [InlineData("nanogpt", 124)]
    [InlineData("minigpt", 66)]
    [InlineData("microgpt", 46)]
    [InlineData("digits-mlp", 5)]
    public void Fold_SampleModels_KeepsOutputsAndDropsConstants(string name, int nodes)
    {
        var sample = new SampleModel(name);
        OnnxGraph graph = OnnxModel.Load(sample.OnnxPath).Graph, folded = ConstantFolder.Fold(graph);
        var inputs = new Dictionary<string, OnnxTensor>
        {
            [graph.Inputs[0].Name] = OnnxTensor.ParseProto(SampleModel.ReadTensor(sample.DataSets.First(), "input", 0)),
        };

        Assert.Equal(nodes, graph.Nodes.Length);
        Assert.All(folded.Nodes, node => Assert.False(node.Outputs.All(output => folded.Of(output).IsConstant)));
        string output = graph.Outputs[0].Name;
        Assert.Equal(
            ReferenceExecutor.Run(graph, inputs)[output].Reals.ToArray(), ReferenceExecutor.Run(folded, inputs)[output].Reals.ToArray());
    }
}
