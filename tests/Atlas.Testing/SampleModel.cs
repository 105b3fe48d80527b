using System.Globalization;
using System.Runtime.CompilerServices;

namespace Atlas.Testing;

/// <summary>A model of the repository's <c>models</c> folder: its file, its reference data and its evaluation set.</summary>
public sealed record SampleModel(string Name)
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    public string Folder => Path.Combine(Root, "models", Name);

    public string OnnxPath => Path.Combine(Folder, Name + ".onnx");

    /// <summary>The folders <c>test_data_set_0</c>, <c>test_data_set_1</c>, ...</summary>
    public IEnumerable<string> DataSets => Directory.GetDirectories(Folder, "test_data_set_*").Order(StringComparer.Ordinal);

    public byte[] ReadOnnx() => File.ReadAllBytes(OnnxPath);

    /// <summary>Reads <c>eval/inputs.npy</c>, <c>eval/outputs.npy</c> or <c>eval/labels.npy</c>.</summary>
    public NpyArray ReadEvaluation(string part) => NpyArray.Parse(File.ReadAllBytes(Path.Combine(Folder, "eval", part + ".npy")));

    /// <summary>Bytes of <c>input_0.pb</c>, <c>output_0.pb</c>, ... of a data set.</summary>
    public static byte[] ReadTensor(string dataSet, string part, int index) =>
        File.ReadAllBytes(Path.Combine(dataSet, string.Create(CultureInfo.InvariantCulture, $"{part}_{index}.pb")));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
