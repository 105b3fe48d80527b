using Atlas.Onnx.Import;

namespace Atlas.Onnx;

/// <summary>A model read from ONNX bytes: checked, typed, immutable.</summary>
public sealed class OnnxModel
{
    internal OnnxModel(long irVersion, string producerName, OnnxGraph graph)
    {
        IrVersion = irVersion;
        ProducerName = producerName;
        Graph = graph;
    }

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; }

    /// <summary>The tool that wrote the file; "" if it did not say.</summary>
    public string ProducerName { get; }

    /// <summary>Version of the default operator set.</summary>
    public int Opset => Graph.Opset;

    public OnnxGraph Graph { get; }

    /// <summary>Reads a file, and its external data from the same folder.</summary>
    /// <exception cref="AtlasModelException">The model is damaged or not supported.</exception>
    /// <exception cref="IOException">The model file cannot be read.</exception>
    public static OnnxModel Load(string path, OnnxLoadOptions? options = null)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return Parse(File.ReadAllBytes(path), location => File.ReadAllBytes(Path.Combine(folder, location)), options);
    }

    /// <summary>
    /// Reads a model from its bytes. <paramref name="external"/> gives the content of an external data file by its location relative to
    /// the model; each is asked for once, and an <see cref="IOException"/> from it becomes an <see cref="AtlasModelException"/>. The tensors keep
    /// <paramref name="bytes"/>, which must not change afterwards.
    /// </summary>
    /// <exception cref="AtlasModelException">The model is damaged or not supported.</exception>
    public static OnnxModel Parse(byte[] bytes, Func<string, byte[]>? external = null, OnnxLoadOptions? options = null) =>
        ModelImporter.Import(bytes, external, options ?? OnnxLoadOptions.Default);
}
