using Atlas.Testing;

namespace Atlas.Onnx.Tests.Execution;

public sealed class ReferenceExecutorTests
{
    private static OnnxGraph Graph() => new OnnxModelBuilder()
        .Input("x", ElementType.Float, 1, 2)
        .Initializer("w", [1f, 2f, 3f, 4f], 2, 2)
        .Node("MatMul", ["x", "w"], ["product"])
        .Node("Relu", ["product"], ["y"])
        .Output("y").BuildGraph();

    [Fact]
    public void Run_Observer_SeesEveryNodeInOrder()
    {
        var seen = new List<(string Name, double[] Values)>();
        var inputs = new Dictionary<string, OnnxTensor> { ["x"] = OnnxTensor.FromReals(new(1, 2), [1, -1]) };

        ReferenceExecutor.Run(Graph(), inputs, (name, tensor) => seen.Add((name, tensor.ToDoubles())));

        Assert.Equal(["product", "y"], seen.Select(static value => value.Name));
        Assert.Equal([-2, -2], seen[0].Values);
        Assert.Equal([0, 0], seen[1].Values);
    }

    [Fact]
    public void Run_MissingInput_IsNamed() => Assert.Contains(
        "'x'", Assert.Throws<ArgumentException>(() => ReferenceExecutor.Run(Graph(), new Dictionary<string, OnnxTensor>())).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_InputOfAnotherShape_NamesBoth()
    {
        var inputs = new Dictionary<string, OnnxTensor> { ["x"] = OnnxTensor.FromReals(new(2), [1, 2]) };

        Assert.Contains("Float[2] instead of Float[1,2]", Assert.Throws<ArgumentException>(() => ReferenceExecutor.Run(Graph(), inputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_IndexOutsideOfTheTable_IsTypedError()
    {
        OnnxGraph graph = new OnnxModelBuilder()
            .Input("ids", ElementType.Int64, 1).Initializer("table", [1f, 2f], 2).NamedNode("embed", "Gather", ["table", "ids"], ["y"]).Output("y").BuildGraph();

        AtlasModelException error = Assert.Throws<AtlasModelException>(
            () => ReferenceExecutor.Run(graph, new Dictionary<string, OnnxTensor> { ["ids"] = OnnxTensor.FromIntegers(new(1), [2]) }));

        Assert.Equal("node 'embed' (Gather): index 2 is outside of axis 0 of [2]", error.Message);
    }
}
