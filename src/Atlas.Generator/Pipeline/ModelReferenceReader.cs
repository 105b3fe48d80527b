using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atlas.Generator.Pipeline;

/// <summary>
/// Turns an additional file with the metadata of an AtlasModel item into its value. Never asks for the file's text: an ONNX file is binary.
/// </summary>
internal static class ModelReferenceReader
{
    /// <summary>Null if the file is no model.</summary>
    public static ModelReference? Read(AdditionalText file, AnalyzerConfigOptionsProvider provider)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        if (Metadata("AtlasModel") != "true")
        {
            return null;
        }

        provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? rootNamespace);
        string className = Metadata("ClassName"), space = Metadata("Namespace");
        return new ModelReference
        {
            Path = file.Path,
            Sha256 = Metadata("AtlasSha256"),
            Folder = Metadata("AtlasFolder"),
            KeyPath = Metadata("VerifyingKey"),
            KeySha256 = Metadata("AtlasKeySha256"),
            ClassName = className.Length > 0 ? className : Naming.ClassNameOf(file.Path),
            Namespace = space.Length > 0 ? space : Naming.NamespaceOf(rootNamespace),
            Emit = Metadata("Emit"),
            ScaleBits = Metadata("ScaleBits"),
            WeightBits = Metadata("WeightBits"),
            CommitmentWidth = Metadata("CommitmentWidth"),
            Dimensions = Metadata("Dimensions"),
            InputRange = Metadata("InputRange"),
        };

        string Metadata(string name) => options.TryGetValue("build_metadata.AdditionalFiles." + name, out string? value) ? value : "";
    }
}
