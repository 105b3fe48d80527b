using System.Collections.Immutable;
using Atlas.Onnx.Format;
using Google.Protobuf;

namespace Atlas.Onnx.Import;

/// <summary>ModelProto to <see cref="OnnxModel"/>.</summary>
internal static class ModelImporter
{
    /// <summary>Opsets that some operator is supported in; each operator knows its own first one.</summary>
    private const long OldestOpset = 1, NewestOpset = 26;

    public static OnnxModel Import(byte[] bytes, Func<string, byte[]>? external, OnnxLoadOptions options)
    {
        ModelProto model = ParseProto(bytes);
        RawDataLocator locator = RawDataLocator.ForModel(bytes);
        if (model.Graph is null)
        {
            throw new AtlasModelException("the file holds no graph", "is it an ONNX model?");
        }

        int opset = DefaultOpset(model);
        OnnxGraph graph = new GraphImporter(model.Graph, opset, locator, new TensorReader(bytes, new ExternalData(external)), options).Import();
        return new OnnxModel(model.IrVersion, model.ProducerName, graph);
    }

    public static ModelProto ParseProto(byte[] bytes)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new AtlasModelException($"not an ONNX model, or a damaged one: {error.Message}", null, error);
        }
    }

    private static int DefaultOpset(ModelProto model)
    {
        ImmutableArray<long> versions = [.. model.OpsetImport.Where(static import => import.Domain is "" or "ai.onnx").Select(static import => import.Version)];
        return versions.Length == 1 && versions[0] is >= OldestOpset and <= NewestOpset
            ? (int)versions[0]
            : throw new AtlasModelException(
                versions.Length == 1 ? $"the model is of opset {versions[0]}" : $"the model imports the default operator set {versions.Length} times",
                $"supported are opsets {OldestOpset} to {NewestOpset}");
    }
}
