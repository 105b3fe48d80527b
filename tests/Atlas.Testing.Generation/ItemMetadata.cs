using System.Security.Cryptography;
using Atlas.Onnx;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atlas.Testing.Generation;

/// <summary>
/// Metadata of the items as the compiler's options; digests are those of the files at this moment, as the build task computes them.
/// </summary>
public sealed class ItemMetadata : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<string, Values> _items;
    private readonly Values _global;

    public ItemMetadata(IEnumerable<ModelItem> items, string? rootNamespace = "Tests")
    {
        _items = items.ToDictionary(static item => item.Path, static item => new Values(Metadata(item)), StringComparer.Ordinal);
        _global = new Values(rootNamespace is null ? [] : new() { ["build_property.RootNamespace"] = rootNamespace });
    }

    public override AnalyzerConfigOptions GlobalOptions => _global;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Values.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _items.GetValueOrDefault(textFile.Path, Values.None);

    /// <summary>The folder that the build task gives the model's files.</summary>
    public static string FolderOf(string sha256) => "atlas/" + sha256[..Math.Min(16, sha256.Length)];

    private static Dictionary<string, string> Metadata(ModelItem item)
    {
        string sha256 = item.Sha256 ?? Digest(item.Path);
        string key = item.VerifyingKey.Length > 0 && File.Exists(item.VerifyingKey) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(item.VerifyingKey))) : "";
        return new Dictionary<string, string>
        {
            ["AtlasModel"] = "true",
            ["AtlasSha256"] = sha256,
            ["AtlasFolder"] = FolderOf(sha256),
            ["AtlasKeySha256"] = key,
            ["VerifyingKey"] = item.VerifyingKey,
            ["ClassName"] = item.ClassName,
            ["Namespace"] = item.Namespace,
            ["Emit"] = item.Emit,
            ["ScaleBits"] = item.ScaleBits,
            ["WeightBits"] = item.WeightBits,
            ["CommitmentWidth"] = item.CommitmentWidth,
            ["Dimensions"] = item.Dimensions,
            ["InputRange"] = item.InputRange,
        }.ToDictionary(static pair => "build_metadata.AdditionalFiles." + pair.Key, static pair => pair.Value);
    }

    private static string Digest(string path)
    {
        byte[] onnx = File.ReadAllBytes(path);
        string folder = Path.GetDirectoryName(path)!;
        try
        {
            return ModelDigest.Compute(onnx, name => File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (AtlasModelException)
        {
            // The build task has reported the damage; a digest of the file alone makes the generator report it, too.
            return Convert.ToHexStringLower(SHA256.HashData(onnx));
        }
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public static Values None { get; } = new([]);

        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
