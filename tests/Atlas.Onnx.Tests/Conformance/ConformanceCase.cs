using System.IO.Compression;

namespace Atlas.Onnx.Tests.Conformance;

/// <summary>One of ONNX's own backend tests: a model of one or few nodes, with inputs and outputs.</summary>
internal sealed class ConformanceCase(ZipArchive archive, string name)
{
    public string Name => name;

    /// <summary>The cases of every archive beside the tests.</summary>
    public static IEnumerable<ConformanceCase> All()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Conformance"), "*.zip").Order(StringComparer.Ordinal))
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            foreach (string name in Names(archive))
            {
                yield return new ConformanceCase(archive, name);
            }
        }
    }

    /// <summary>Types of the nodes of the default domain.</summary>
    public IEnumerable<string> Operators() => Format.ModelProto.Parser.ParseFrom(Read("model.onnx")).Graph.Node.Select(static node => node.OpType);

    /// <summary>Largest difference between an output and its reference, relative to max(1, |reference|); infinite if shape, type or an integer differs.</summary>
    public double LargestError()
    {
        byte[] model = Read("model.onnx");
        OnnxTensor[] inputs = ReadTensors("input"), expected = ReadTensors("output");
        OnnxGraph graph = Load(model, inputs);
        var byName = graph.Inputs.ToDictionary(static input => input.Name, input => inputs[InputNames(model).IndexOf(input.Name)]);
        IReadOnlyDictionary<string, OnnxTensor> outputs = ReferenceExecutor.Run(ConstantFolder.Fold(graph), byName);
        return graph.Outputs.Zip(expected, (output, reference) => Error(outputs[output.Name], reference)).Max();
    }

    private static string[] Names(ZipArchive archive) =>
    [
        .. archive.Entries
            .Select(static entry => entry.FullName)
            .Where(static path => path.EndsWith("/model.onnx", StringComparison.Ordinal))
            .Select(static path => path[..^"/model.onnx".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Binds the inputs that decide a shape, if the graph has no static shapes without them: integers, booleans, scalars and the one that is asked for.</summary>
    private static OnnxGraph Load(byte[] model, OnnxTensor[] inputs)
    {
        try
        {
            return OnnxModel.Parse(model).Graph;
        }
        catch (AtlasModelException error) when (error.Detail.Contains("not known at build time", StringComparison.Ordinal))
        {
            var deciding = InputNames(model).Zip(inputs)
                .Where(pair => !pair.Second.IsReal || pair.Second.Shape.Rank == 0 || error.Detail.Contains($"(input '{pair.First}')", StringComparison.Ordinal))
                .ToDictionary(static pair => pair.First, static pair => pair.Second);
            return OnnxModel.Parse(model, null, new OnnxLoadOptions { BoundInputs = deciding }).Graph;
        }
    }

    private static List<string> InputNames(byte[] model) => [.. Format.ModelProto.Parser.ParseFrom(model).Graph.Input.Select(static input => input.Name)];

    private static double Error(OnnxTensor actual, OnnxTensor expected)
    {
        if (actual.ElementType != expected.ElementType || actual.Shape != expected.Shape)
        {
            return double.PositiveInfinity;
        }

        if (!actual.IsReal)
        {
            return actual.Integers.SequenceEqual(expected.Integers) ? 0 : double.PositiveInfinity;
        }

        // Nothing is rounded to float16 on the way, so the reference itself is off by up to half a unit in its last place.
        double[] errors = [.. actual.ToDoubles().Zip(expected.ToDoubles(), Error)];
        return Math.Max(errors.DefaultIfEmpty(0).Max() - (expected.ElementType == ElementType.Float16 ? 1.0 / 2048 : 0), 0);
    }

    private static double Error(double actual, double expected) =>
        actual.Equals(expected) ? 0 : double.IsFinite(actual) && double.IsFinite(expected) ? Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected)) : double.PositiveInfinity;

    private OnnxTensor[] ReadTensors(string part)
    {
        var tensors = new List<OnnxTensor>();
        while (archive.GetEntry($"{name}/test_data_set_0/{part}_{tensors.Count}.pb") is not null)
        {
            tensors.Add(OnnxTensor.ParseProto(Read($"test_data_set_0/{part}_{tensors.Count}.pb")));
        }

        return [.. tensors];
    }

    private byte[] Read(string file)
    {
        using Stream stream = archive.GetEntry($"{name}/{file}")!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
