using Atlas.Testing;

namespace Atlas.Onnx.Tests.Operators;

/// <summary>Runs single nodes.</summary>
internal static class OperatorRules
{
    /// <summary>
    /// Outputs of one node whose inputs are all fed at run time, but for those that are named in <paramref name="constants"/>; null
    /// leaves an input out.
    /// </summary>
    public static OnnxTensor[] Run(
        int opset, string type, OnnxTensor?[] inputs, int[] constants, int outputs = 1, params (string Name, object Value)[] attributes)
    {
        var builder = new OnnxModelBuilder(opset);
        var feeds = new Dictionary<string, OnnxTensor>();
        var bound = new Dictionary<string, OnnxTensor>();
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is { } tensor)
            {
                builder.Input($"x{i}", tensor.ElementType, tensor.Shape.ToArray());
                (constants.Contains(i) ? bound : feeds).Add($"x{i}", tensor);
            }
        }

        string[] names = [.. Enumerable.Range(0, outputs).Select(static i => $"y{i}")];
        builder.Node(type, [.. inputs.Select(static (tensor, i) => tensor is null ? "" : $"x{i}")], names, attributes).Output(names);
        OnnxGraph graph = builder.BuildGraph(new OnnxLoadOptions { BoundInputs = bound });
        IReadOnlyDictionary<string, OnnxTensor> results = ReferenceExecutor.Run(graph, feeds);
        Assert.All(names, name => Assert.Equal((graph.Of(name).ElementType, graph.Of(name).Shape), (results[name].ElementType, results[name].Shape)));
        return [.. names.Select(name => results[name])];
    }

    public static OnnxTensor Real(OnnxShape shape, params double[] values) => OnnxTensor.FromReals(shape, values);

    public static OnnxTensor Whole(OnnxShape shape, params long[] values) => OnnxTensor.FromIntegers(shape, values);

    public static OnnxTensor List(params long[] values) => OnnxTensor.FromIntegers(new OnnxShape(values.Length), values);

    /// <summary>0, 1, 2, ... under a shape.</summary>
    public static OnnxTensor Counting(params long[] shape)
    {
        var extents = new OnnxShape(shape);
        return OnnxTensor.FromReals(extents, [.. Enumerable.Range(0, (int)extents.ElementCount).Select(static i => (double)i)]);
    }
}
